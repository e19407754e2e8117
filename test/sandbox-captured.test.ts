import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import { captured, datesIn, formViolations, titleOf, unsetDatesIn } from './contract/captured.js';
import { TJE0 } from './helpers/facade.js';

const files = [...new Set(captured.map(({ file }) => file))];

/** In the order of the book, on a tenant of its own for each of its files. */
describe.each(files)('the sandbox tenant answers each captured request in its form: %s', (file) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.stop());

  const entries = captured
    .filter((entry) => entry.file === file)
    .filter(({ answer, sandbox: due }) => (due === undefined ? answer !== undefined : Object.keys(due).length > 0))
    .map((entry) => ({ title: titleOf(entry), entry }));

  it.each(entries)('$title', async ({ entry: { request, answer, sandbox: due } }) => {
    const url = new URL(request.path, sandbox.url);
    url.search = new URLSearchParams(request.query).toString();

    const response = await fetch(url, {
      method: request.method,
      headers: { ...request.headers, authorization: TJE0 },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    });
    const text = await response.text();

    if (due?.fails) {
      expect(response.status).toBeGreaterThanOrEqual(400);
      return;
    }
    expect(response.status).toBe(due?.status ?? answer?.status);
    if (answer !== undefined) {
      const body = text === '' ? undefined : JSON.parse(text);
      expect(response.headers.get('content-type') ?? undefined).toBe(answer.contentType);
      expect(formViolations(answer.body, body, due?.keys === false ? ['PrimaryKey'] : [])).toEqual([]);
      expect(due?.offset === undefined ? [] : datesIn(body, !due.offset)).toEqual([]);
      if (due?.offset && unsetDatesIn(answer.body).length > 0) {
        expect(unsetDatesIn(body)).toEqual(unsetDatesIn(answer.body));
      }
    }
  });
});

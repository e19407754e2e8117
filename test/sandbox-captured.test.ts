import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import { captured, formViolations, TODO, titleOf } from './contract/captured.js';
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

  it.each(entries)('$title', async ({ title, entry: { request, answer, sandbox: due } }) => {
    const url = new URL(request.path, sandbox.url);
    url.search = new URLSearchParams(request.query).toString();

    const response = await fetch(url, {
      method: request.method,
      headers: { ...request.headers, authorization: TJE0 },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    });
    const text = await response.text();

    const wrong: string[] = [];
    if (due?.fails) {
      wrong.push(...(response.status >= 400 ? [] : [`status ${response.status}`]));
    } else {
      const status = due?.status ?? answer?.status;
      wrong.push(...(response.status === status ? [] : [`status ${response.status}`]));
    }
    if (answer !== undefined && !due?.fails && wrong.length === 0) {
      const type = response.headers.get('content-type') ?? undefined;
      wrong.push(...(type === answer.contentType ? [] : [`content type ${type}`]));
      const body = text === '' ? undefined : JSON.parse(text);
      wrong.push(...formViolations(answer.body, body, due?.keys === false ? ['PrimaryKey'] : []));
    }
    if (TODO[title] === undefined) {
      expect([...new Set(wrong)]).toEqual([]);
    } else {
      expect(wrong).not.toEqual([]);
    }
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Captured, captured, formViolations, titleOf } from './contract/captured.js';
import { useFacade } from './helpers/facade.js';
import { type FakeSuperOffice, type RecordedRequest, sendJson } from './helpers/fake-superoffice.js';

const entries = captured
  .filter(({ facade }) => facade !== undefined)
  .map((entry) => ({ title: titleOf(entry), entry }));

describe('the facade makes sense of each captured answer', () => {
  const pair = useFacade();

  it.each(entries)('$title', async ({ entry }) => {
    answerAs(pair.superOffice, entry);
    const { operation = '', data, code } = entry.facade ?? {};

    const answer = await pair.ask(operation);

    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(code === undefined ? undefined : [code]);
    if (data !== undefined) {
      expect(answer.data).toEqual(data);
    }
    expect(requestViolations(entry, pair.superOffice.requests)).toEqual([]);
  });

  it('the list of unknowns names the tests of each', () => {
    const unknowns = readFileSync(new URL('../docs/unknowns.md', import.meta.url), 'utf8');
    const named = [...unknowns.matchAll(/\| `([\w-]+)` \|$/gm)].map(([, name = '']) => name);

    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !existsSync(new URL(`./${name}.test.ts`, import.meta.url)))).toEqual([]);
  });

  it('there are captured answers', () => {
    expect(entries.length).toBeGreaterThan(50);
    expect(new Set(captured.map(titleOf)).size).toBe(captured.length);
  });
});

/** Makes the stand-in answer as the entry shows; further calls of the operation are answered from the other entries. */
function answerAs(superOffice: FakeSuperOffice, entry: Captured): void {
  const all = new Map<string, Captured>();
  for (const one of [...captured].reverse()) {
    if (one.answer !== undefined && one.facade?.code === undefined) {
      all.set(callOf(one), one);
    }
  }
  all.set(callOf(entry), entry);
  // Of the paths that begin as the request does, the last one counts.
  for (const [call, { answer }] of [...all].sort(([left], [right]) => left.length - right.length)) {
    const { status = 200, contentType = '', body } = answer ?? {};
    superOffice.on(call, (_request: RecordedRequest, response) => {
      if (body === undefined) {
        response.writeHead(status).end();
      } else {
        sendJson(response, body, status, { 'content-type': contentType });
      }
    });
  }
  for (const [call, body] of Object.entries(entry.facade?.besides ?? {})) {
    superOffice.on(call, body);
  }
}

const callOf = ({ request: { method, path } }: Captured) => `${method} ${path}`;

/** What the facade's request has that the captured one has not. */
function requestViolations({ request }: Captured, sent: readonly RecordedRequest[]): string[] {
  const own = sent.find(
    ({ method, path }) => method === request.method && decodeURIComponent(path.split('?')[0] ?? '') === request.path,
  );
  if (own === undefined) {
    return [`no ${request.method} ${request.path}`];
  }
  const mediaType = (headers: Readonly<Record<string, unknown>>) => String(headers['content-type']).split(';')[0];
  return [
    ...(own.body !== undefined && mediaType(own.headers) !== mediaType(request.headers) ? ['media type'] : []),
    ...((own.body === undefined) === (request.body === undefined) ? [] : ['body']),
    ...formViolations(own.body, request.body),
    ...Object.entries(request.query ?? {}).flatMap(([name, value]) => {
      const sentValue = new URLSearchParams(own.path.split('?')[1]).get(name);
      return CHOSEN.has(name) || sentValue === value ? [] : [`?${name}=${sentValue}`];
    }),
  ];
}

/** Each caller has values of their own for these. */
const CHOSEN: ReadonlySet<string> = new Set(['$filter', '$orderBy', '$select', '$top']);

import { beforeEach, expect } from '@jest/globals';
import type { Server } from '../../src/server.js';
import { TJE0, useFacade } from './facade.js';

export const JSON_TYPE = { 'content-type': 'application/json' };
export const PREFLIGHT = { 'apollo-require-preflight': 'true' };
export const TYPENAME = JSON.stringify({ query: '{ __typename }' });
export const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export async function request(facade: Server, path: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(new URL(path, facade.url), { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

export function post(facade: Server, body: string, headers: Record<string, string> = JSON_TYPE): Promise<Reply> {
  return request(facade, '/graphql', { method: 'POST', headers: { authorization: TJE0, ...headers }, body });
}

/** `/graphql?query=...`; more parameters after it. */
export function withQuery(query: string, more: Record<string, string> = {}): string {
  return `/graphql?${new URLSearchParams({ query, ...more })}`;
}

/** Expects one error with a code and the request's id, and nothing else. */
export function expectRefusal(
  { status, headers, text: body }: Reply,
  expected: { status: number; code: string },
): void {
  expect({ status, body: JSON.parse(body) }).toEqual({
    status: expected.status,
    body: {
      errors: [
        {
          message: expect.stringMatching(/^[A-Z].*\.$/),
          extensions: { code: expected.code, requestId: headers.get('x-request-id') },
        },
      ],
    },
  });
  expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/);
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
}

export function codeOf({ text: body }: Reply): string {
  return JSON.parse(body).errors[0].extensions.code;
}

/** A facade whose transfers of session 549 to bo succeed. */
export function useTransfers(env: Record<string, string> = {}) {
  const pair = useFacade(env);
  beforeEach(() => pair.superOffice.on('POST ChatSession/549/TransferTo/bo', { ChatSessionId: 549 }));
  return { superOffice: () => pair.superOffice, facade: () => pair.facade };
}

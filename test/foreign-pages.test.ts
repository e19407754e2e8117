import { describe, expect, it } from '@jest/globals';
import { TJE0, useFacade } from './helpers/facade.js';

const DESK = 'https://desk.example';
const EVIL = 'https://evil.example';
const COOKIE = 'SoSession=1';

interface Asking {
  readonly what: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a page of a foreign site can have a browser send without asking the server first. */
const FOREIGN: readonly Asking[] = [
  { what: 'nothing', headers: {} },
  { what: 'a cookie', headers: { cookie: COOKIE } },
  { what: 'a cookie, from the same site', headers: { cookie: COOKIE, 'sec-fetch-site': 'same-origin' } },
  { what: 'a cookie and an empty token', headers: { cookie: COOKIE, 'x-xsrf-token': '' } },
  { what: 'a remembered Basic', headers: { authorization: TJE0, 'sec-fetch-site': 'cross-site' } },
  { what: 'a remembered Basic, of a neighbour', headers: { authorization: TJE0, 'sec-fetch-site': 'same-site' } },
  { what: 'a remembered Basic, without TLS', headers: { authorization: TJE0, origin: EVIL } },
  {
    what: 'a remembered Basic, by fetch',
    headers: { authorization: TJE0, 'sec-fetch-site': 'cross-site', origin: EVIL },
  },
  { what: 'a remembered Basic, by a sandboxed frame', headers: { authorization: TJE0, origin: 'null' } },
  { what: 'a remembered BASIC', headers: { authorization: TJE0.toUpperCase(), 'sec-fetch-site': 'cross-site' } },
  { what: 'a ticket of Windows', headers: { authorization: 'Negotiate YIIabc', 'sec-fetch-site': 'cross-site' } },
  { what: 'a ticket of Windows, from elsewhere', headers: { authorization: 'NTLM TlRMTVNTUAA' } },
  { what: 'a scheme without a token', headers: { authorization: 'Bearer' } },
  { what: 'a type that forms have', headers: { cookie: COOKIE, 'content-type': 'text/plain' } },
];

const OWN: readonly Asking[] = [
  { what: 'Bearer', headers: { authorization: 'Bearer 8A:Cust12345.abc' } },
  {
    what: 'bearer, from an allowed page',
    headers: { authorization: 'bearer abc', 'sec-fetch-site': 'cross-site', origin: DESK },
  },
  { what: 'SoTicket', headers: { authorization: 'SoTicket 7T:abc' } },
  { what: 'soticket', headers: { authorization: 'soticket 7T:abc' } },
  { what: 'X-XSRF-TOKEN', headers: { cookie: COOKIE, 'x-xsrf-token': 'abc' } },
  {
    what: 'X-XSRF-TOKEN, from another site',
    headers: { cookie: COOKIE, 'x-xsrf-token': 'abc', 'sec-fetch-site': 'cross-site' },
  },
  { what: 'Basic of no browser', headers: { authorization: TJE0 } },
  { what: 'Basic of the same origin', headers: { authorization: TJE0, 'sec-fetch-site': 'same-origin' } },
  { what: 'Basic of an address that somebody typed', headers: { authorization: TJE0, 'sec-fetch-site': 'none' } },
  { what: 'Basic of an allowed page', headers: { authorization: TJE0, 'sec-fetch-site': 'cross-site', origin: DESK } },
  { what: 'Basic of an allowed page, without TLS', headers: { authorization: TJE0, origin: DESK } },
  { what: 'a cookie and apollo-require-preflight', headers: { cookie: COOKIE, 'apollo-require-preflight': '1' } },
  { what: 'a cookie and x-apollo-operation-name', headers: { cookie: COOKIE, 'x-apollo-operation-name': 'Q' } },
  { what: 'a cookie and the type of JSON', headers: { cookie: COOKIE, 'content-type': 'application/json' } },
];

describe('a GET with', () => {
  const pair = useFacade({ CORS_ORIGINS: DESK, SUPEROFFICE_COOKIES: 'SoSession' });
  const get = async (query: string, headers: Readonly<Record<string, string>>) => {
    const response = await fetch(`${pair.facade.url}?${new URLSearchParams({ query })}`, { headers });
    return { status: response.status, text: await response.text() };
  };

  it.each(FOREIGN)('$what is refused: a page of another origin could have sent it', async ({ headers }) => {
    const { status, text } = await get('{ chatSession(id: 549) { rank } }', headers);

    expect({ status, errors: JSON.parse(text).errors }).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it.each(OWN)('$what is answered', async ({ headers }) => {
    expect(await get('{ __typename }', headers)).toEqual({ status: 200, text: '{"data":{"__typename":"Query"}}\n' });
  });

  it.each(OWN)('$what changes nothing: a mutation is sent by POST', async ({ headers }) => {
    const { status } = await get('mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }', headers);

    expect(status).toBe(405);
    expect(pair.superOffice.calls()).toEqual([]);
  });
});

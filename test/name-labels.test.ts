import { describe, expect, it } from '@jest/globals';
import { newCredential, type Pair, useFacade } from './helpers/facade.js';
import { useManifest } from './helpers/manifest.js';
import { scrape } from './helpers/scrape.js';

const ADMIN = { ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1' };
const SESSION = { ChatSessionId: 549 };
const SERIES = {
  name: 'superoffice_graphql_operations_total',
  client: 'superoffice_graphql_client_rest_calls_total',
} as const;

const read = (name: string) => `query ${name} { chatSession(id: 549) { status } }`;
const nobody = { authorization: '' };

/** All names that have a series, in the order of the alphabet. */
async function labels({ facade }: Pair, label: keyof typeof SERIES): Promise<(string | undefined)[]> {
  const { samples } = await scrape(facade);
  const found = samples.filter(({ name }) => name === SERIES[label]).map((sample) => sample.labels[label]);
  return [...new Set(found)].sort();
}

describe('names of operations and clients', () => {
  const pair = useFacade(ADMIN);

  it('are not used up by callers whose credential SuperOffice has not accepted', async () => {
    pair.superOffice.on('GET ChatSession/', {}, 401);
    for (let i = 0; i < 101; i += 1) {
      await pair.ask(`query Junk${i} { __typename }`, {}, nobody);
    }
    const strangers = [
      { query: read('NoCredential'), headers: nobody },
      { query: read('NoScheme'), headers: { authorization: 'made-up' } },
      { query: read('NoCookie'), headers: { authorization: '', 'x-xsrf-token': 'made-up' } },
      { query: read('Refused'), headers: newCredential() },
      { query: 'query Unsent { __typename }', headers: newCredential() },
      { query: 'mutation Slip { acceptChatSessionTransfer(id: 0) { id } }', headers: newCredential() },
    ];
    for (const { query, headers } of strangers) {
      await pair.ask(query, {}, { ...headers, 'graphql-client-name': 'stranger' });
    }
    pair.superOffice.on('GET ChatSession/', {}, 503);
    await pair.ask(read('Down'), {}, { ...newCredential(), 'graphql-client-name': 'stranger' });
    await pair.ask('{ __typename }', {}, nobody);

    expect(await labels(pair, 'name')).toEqual(['anonymous', 'other']);
    expect(await labels(pair, 'client')).toEqual(['other']);

    pair.superOffice.on('GET ChatSession/', SESSION);
    const accepted = { ...newCredential(), 'graphql-client-name': 'desk' };
    await pair.ask(read('Desk'), {}, accepted);
    await pair.ask('query WithoutCall { __typename }', {}, accepted);
    await pair.ask('query Desk { __typename }', {}, nobody);

    expect(await labels(pair, 'name')).toEqual(['Desk', 'WithoutCall', 'anonymous', 'other']);
    expect(await labels(pair, 'client')).toEqual(['desk', 'other']);
    expect((await scrape(pair.facade)).value(SERIES.name, { name: 'Desk' })).toBe(2);
  });

  it('are those of callers whose credential SuperOffice has accepted with its app token', async () => {
    pair.superOffice.on('GET ChatSession/', SESSION);

    await pair.ask(read('WithAppToken'), {}, { ...newCredential(), 'so-apptoken': 'one' });

    expect(await labels(pair, 'name')).toContain('WithAppToken');
  });

  it('are not added any more once the credential has expired', async () => {
    const ended = newCredential();
    pair.superOffice.on('GET ChatSession/', SESSION);
    await pair.ask(read('Before'), {}, ended);
    pair.superOffice.on('GET ChatSession/', {}, 401);
    await pair.ask(read('After'), {}, ended);

    const names = await labels(pair, 'name');
    expect(names).toContain('Before');
    expect(names).not.toContain('After');
  });
});

describe('the name of a client', () => {
  const pair = useFacade(ADMIN);

  it.each([
    { headers: { 'graphql-client-name': 'plain' }, client: 'plain' },
    { headers: { 'apollographql-client-name': 'apollo' }, client: 'apollo' },
    { headers: { 'graphql-client-name': 'first', 'apollographql-client-name': 'second' }, client: 'first' },
    { headers: { 'graphql-client-name': '', 'apollographql-client-name': 'filled' }, client: 'filled' },
    { headers: { 'graphql-client-name': '' }, client: 'anonymous' },
  ])('is read from each header that clients use: $headers', async ({ headers, client }) => {
    pair.superOffice.on('GET ChatSession/', SESSION);
    await pair.ask(read('Read'), {}, headers);

    expect((await scrape(pair.facade)).value(SERIES.client, { client })).toBe(1);
  });
});

describe('operations of PERSISTED_OPERATIONS', () => {
  const documents = Array.from({ length: 101 }, (_, i) => [`${i}`, `query Known${i} { __typename }`]);
  const manifest = useManifest({
    ...Object.fromEntries(documents),
    two: 'query One { a: me { id } } query Two { __typename }',
    bad: '{',
  });
  const pair = useFacade({ ...ADMIN, PERSISTED_OPERATIONS: manifest });

  it('are told apart for every caller, as well as the names of others', async () => {
    pair.superOffice.on('GET ChatSession/', SESSION);
    for (const [, text = ''] of documents) {
      await pair.ask(text, {}, nobody);
    }
    await pair.ask('query Two { __typename }', {}, nobody);
    await pair.ask('query Unknown { __typename }', {}, nobody);
    await pair.ask(read('Desk'));

    expect(await labels(pair, 'name')).toEqual(
      [...documents.map((_, i) => `Known${i}`), 'Two', 'Desk', 'other'].sort(),
    );
  });
});

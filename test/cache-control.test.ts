import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { READ_HEADERS } from '../src/http/request/caller.js';
import { useFacade } from './helpers/facade.js';

const pair = useFacade();
const { ask } = pair;

const CATEGORIES = 'POST Agents/List/GetCategoryList';
const COUNTRIES = 'POST Agents/List/GetCountryList';

describe('an answer', () => {
  it.each([
    ['of list items', '{ category(id: 1) { id value tableRight { canSelect } } }'],
    [
      'of several kinds of them',
      '{ category(id: 1) { value } b: category(id: 1) { ...F } } fragment F on Category { rank }',
    ],
    [
      'of entities that are list items',
      `{ _entities(representations: [{ __typename: "Country", id: 1 }]) { ...on Country { name } } }`,
    ],
  ])('%s may be cached for five minutes, by its caller only', async (_name, query) => {
    pair.superOffice.on(CATEGORIES, [{ Id: 1, Value: 'Customer', Rank: 1 }]);
    pair.superOffice.on(COUNTRIES, [{ CountryId: 1, Name: 'Norway' }]);

    const { headers, errors } = await ask(query);

    expect(errors).toBeUndefined();
    expect(headers.get('cache-control')).toBe('max-age=300, private');
    expect(headers.get('vary')?.split(', ')).toEqual(
      expect.arrayContaining(['authorization', 'cookie', 'accept-language', 'so-language', 'so-timezone']),
    );
  });

  describe('varies by', () => {
    const withCookies = useFacade({ SUPEROFFICE_COOKIES: 'SoSession' });
    const cookies = { authorization: '', cookie: 'SoSession=a', 'x-xsrf-token': 'a' };
    /** A caller, and another value of each header that is read of one. */
    const OTHERS: Readonly<Record<string, { readonly of?: Record<string, string>; readonly value: string }>> = {
      authorization: { value: 'Basic Ym86Qm8=' },
      cookie: { of: cookies, value: 'SoSession=b' },
      'x-xsrf-token': { of: cookies, value: 'b' },
      'idempotency-key': { value: 'key-of-8-letters' },
    };

    it.each([...READ_HEADERS])('%s, because SuperOffice may answer differently for it', async (name) => {
      const { superOffice } = withCookies;
      superOffice.on(CATEGORIES, [{ Id: 1, Value: 'Customer', Rank: 1 }]);
      const { of: caller = {}, value } = OTHERS[name] ?? { value: 'nb' };

      const { headers } = await withCookies.ask('{ category(id: 1) { value } }', {}, caller);
      await withCookies.ask('{ category(id: 1) { value } }', {}, { ...caller, [name]: value });

      const [one, other] = superOffice.requests.map((request) => JSON.stringify(request.headers));
      expect(headers.get('cache-control')).toBe('max-age=300, private');
      expect(headers.get('vary')?.split(', ').includes(name)).toBe(one !== other);
    });
  });

  it.each([
    ['with a record that changes', '{ category(id: 1) { value } me { id } }'],
    ['of records that change', '{ me { id name } }'],
    [
      'of entities that change',
      '{ _entities(representations: [{ __typename: "User", id: 5 }]) { ...on User { id } } }',
    ],
    ['of a mutation', 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }'],
    ['of no record', '{ __typename }'],
  ])('%s may not be stored', async (_name, query) => {
    pair.superOffice.on(CATEGORIES, [{ Id: 1, Value: 'Customer' }]);
    pair.superOffice.on('GET User/currentAssociate', { AssociateId: 5 });
    pair.superOffice.on('POST ChatSession/', { ChatSessionId: 549 });

    const { headers, errors } = await ask(query);

    expect(errors).toBeUndefined();
    expect(headers.get('cache-control')).toBe('no-store');
  });

  describe.each(['on', 'off'])('with COMPILED_EXECUTION=%s', (compiled) => {
    const logged: string[] = [];
    const logger = pino({}, { write: (line) => logged.push(line) });
    const executing = useFacade({ COMPILED_EXECUTION: compiled }, { logger });
    const query = 'query ($d: Boolean! = false) { category(id: 1) { value } me @include(if: $d) { id } }';

    it('has the policy of what is executed with the variables of each request', async () => {
      executing.superOffice.on(CATEGORIES, [{ Id: 1, Value: 'Customer' }]);
      executing.superOffice.on('GET User/currentAssociate', { AssociateId: 5 });

      for (const variables of [{ d: false }, { d: true }, {}, { d: true }, { d: false }]) {
        const { headers, errors } = await executing.ask(query, variables);

        expect(errors).toBeUndefined();
        expect(headers.get('cache-control')).toBe(variables.d === true ? 'no-store' : 'max-age=300, private');
      }
    });

    it('may not be stored with a condition that is null because a record was missing, and is logged like any other', async () => {
      executing.superOffice.on(CATEGORIES, []);
      logged.length = 0;

      const { headers, errors, data } = await executing.ask(
        'query Gone ($d: Boolean = true) { category(id: 1) { value @include(if: $d) } }',
        { d: null },
      );

      expect({ data, errors }).toEqual({ data: { category: null }, errors: undefined });
      expect(headers.get('cache-control')).toBe('no-store');
      expect(logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'operation')).toMatchObject([
        { operationName: 'Gone' },
      ]);
    });

    it('may be cached if selections on entities of other types are not executed', async () => {
      executing.superOffice.on(COUNTRIES, [{ CountryId: 1, Name: 'Norway' }]);
      const entities = `query ($d: Boolean!) { _entities(representations: [{ __typename: "Country", id: 1 }]) {
        ... on Country { ...C } ... on User @include(if: $d) { fullName } ... on Contact { name @include(if: $d) }
      } } fragment C on Country { name }`;

      const kept = await executing.ask(entities, { d: false });
      const stored = await executing.ask(entities, { d: true });

      expect(kept.headers.get('cache-control')).toBe('max-age=300, private');
      expect(stored.headers.get('cache-control')).toBe('no-store');
    });
  });

  it('with an error may not be stored', async () => {
    pair.superOffice.on(CATEGORIES, {}, 403);

    const { headers, errors } = await ask('{ category(id: 1) { value } }');

    expect(errors).toHaveLength(1);
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

import { describe, expect, it } from '@jest/globals';
import { LIST, listOf, rowsOf, sessionsById } from './helpers/chat-session-lists.js';
import { useFacade } from './helpers/facade.js';
import { batchOf, notFound } from './helpers/fake-superoffice.js';

/** The fields with pages, each with a selection that a row has, and one that it does not have. */
const PAGES = [
  {
    page: (records: string) => `chatSessions { ${records} }`,
    path: ['chatSessions'],
    row: 'rating',
    more: 'customerName',
  },
  {
    page: (records: string) => `chatTopic(id: 3) { sessions { ${records} } }`,
    path: ['chatTopic', 'sessions'],
    row: 'rating',
    more: 'customerName',
  },
  {
    page: (records: string) => `person(id: 65) { chatSessions { ${records} } }`,
    path: ['person', 'chatSessions'],
    row: 'rating',
    more: 'customerName',
  },
  {
    page: (records: string) => `person(id: 65) { tickets { ${records} } }`,
    path: ['person', 'tickets'],
    row: 'id',
    more: 'title',
  },
];

describe.each([{}, { COMPILED_EXECUTION: 'off' }])('nodes, with %p', (env) => {
  const pair = useFacade(env);
  function answerAll(): void {
    pair.superOffice.on('GET ChatSession/', sessionsById);
    pair.superOffice.on('GET ChatTopic/3', { ChatTopicId: 3 });
    pair.superOffice.on(LIST, rowsOf([5, 4], { rating: 3 }));
    pair.superOffice.on('GET ChatTopic/3/Sessions?', rowsOf([5, 4], { rating: 3 }));
    pair.superOffice.on('GET Ticket?', listOf([5, 4]));
    pair.superOffice.on('POST Agents/Person/GetPersonList', batchOf('PersonId', [{ PersonId: 65 }]));
    pair.superOffice.on(
      'POST Agents/Ticket/GetTickets',
      batchOf(
        'TicketId',
        [5, 4].map((id) => ({ TicketId: id, Title: `Ticket ${id}` })),
      ),
    );
  }

  async function read(page: (records: string) => string, path: readonly string[], records: string) {
    pair.superOffice.forget();
    const { data, errors } = await pair.ask(`{ ${page(records)} }`);
    expect(errors).toBeUndefined();
    const found = path.reduce((value, name) => value[name], data);
    return { found, calls: pair.superOffice.calls() };
  }

  it.each(PAGES)('of $path hold what edges hold, for the same REST calls', async ({ page, path, row, more }) => {
    answerAll();
    for (const selection of [row, more, `id ${more} ${row}`, '__typename']) {
      const edges = await read(page, path, `edges { node { ${selection} } }`);
      const nodes = await read(page, path, `nodes { ${selection} }`);
      const fragment = await read(page, path, `... { all: nodes { ... { ${selection} } } }`);
      const both = await read(page, path, `nodes { ${selection} } edges { node { ${selection} } }`);

      const expected = edges.found.edges.map(({ node }: { readonly node: unknown }) => node);
      expect(expected).toHaveLength(2);
      expect(nodes.found.nodes).toEqual(expected);
      expect(fragment.found.all).toEqual(expected);
      expect(both.found).toEqual({ nodes: expected, edges: edges.found.edges });
      for (const { calls } of [nodes, fragment, both]) {
        expect(calls).toEqual(edges.calls);
      }
    }
  });

  it('are asked for what edges lack', async () => {
    answerAll();
    const { found, calls } = await read(
      (records) => `chatSessions { ${records} }`,
      ['chatSessions'],
      'edges { cursor node { id } } nodes { customerName }',
    );

    expect(found.nodes).toEqual([{ customerName: 'Customer 5' }, { customerName: 'Customer 4' }]);
    expect(calls.map((call) => call.split('?')[0])).toEqual([
      'GET ChatSession',
      'GET ChatSession/5',
      'GET ChatSession/4',
    ]);
  });

  it('are null if a session is gone, and fail one by one', async () => {
    answerAll();
    pair.superOffice.on('GET ChatSession/5', notFound);
    pair.superOffice.on('GET ChatSession/4', {}, 403);
    const { data, errors } = await pair.ask('{ chatSessions { nodes { customerName } pageInfo { hasNextPage } } }');

    expect(data).toEqual({ chatSessions: { nodes: [null, null], pageInfo: { hasNextPage: false } } });
    expect(errors).toMatchObject([{ path: ['chatSessions', 'nodes', 1], extensions: { code: 'FORBIDDEN' } }]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';
import { usedHeap } from './helpers/heap.js';

const FIELDS = Array.from({ length: 30 }, () => 'chatSessions { pageInfo { endCursor hasNextPage } }').join(' ');
/** A document like no other: only its name differs. */
const document = (number: number) => `query Q${number} { ${FIELDS} ...A } fragment A on Query { __typename }`;

describe('new documents', () => {
  const pair = useFacade({ MAX_DOCUMENTS: '20', MAX_QUERY_FIELDS: '100' });

  it('do not fill the memory, however many come', async () => {
    const headers = { authorization: '' };
    const ask = async (from: number, to: number) => {
      for (let i = from; i < to; i += 1) {
        expect((await pair.ask(document(i), {}, headers)).status).toBe(200);
      }
    };
    await ask(0, 100);
    const before = usedHeap();

    await ask(100, 700);

    // They take 40 KB each.
    expect(usedHeap() - before).toBeLessThan(8 * 1024 * 1024);
  }, 60_000);
});

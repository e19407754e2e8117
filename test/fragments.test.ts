import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';

const pair = useFacade();
const { ask } = pair;

/** Fragments that each spread the next one twice: 30 of them make 2^30 spreads of the last. */
function doubling(type: string, last: string): string {
  const count = 30;
  const fragments = Array.from(
    { length: count },
    (_, index) => `fragment F${index} on ${type} { ...F${index + 1} ...F${index + 1} }`,
  );
  return [...fragments, `fragment F${count} on ${type} { ${last} }`].join('\n');
}

describe('fragments that double 30 times', () => {
  it('are read once each if a relation’s key is selected', async () => {
    pair.superOffice.on('POST Agents/Person/GetPersonList', [{ PersonId: 65, ContactId: 18 }]);

    const answer = await ask(`{ person(id: 65) { contact { ...F0 } } } ${doubling('Contact', 'id')}`);

    expect(answer.data).toEqual({ person: { contact: { id: '18' } } });
    expect(pair.superOffice.calls()).toEqual(['POST Agents/Person/GetPersonList']);
  });

  it('are read once each in a page of sessions', async () => {
    pair.superOffice.on('GET ChatSession?', { value: [{ PrimaryKey: '549', chatSessionId: 549, rating: 4 }] });

    const answer = await ask(`{ chatSessions { edges { node { ...F0 } } } } ${doubling('ChatSession', 'rating')}`);

    expect(answer.data).toEqual({ chatSessions: { edges: [{ node: { rating: 4 } }] } });
  });

  it('are read once each if an answer may be cached', async () => {
    pair.superOffice.on('POST Agents/List/GetCategoryList', [{ Id: 1, Value: 'Customer' }]);

    const answer = await ask(`{ category(id: 1) { ...F0 } } ${doubling('Category', 'value')}`);

    expect(answer.data).toEqual({ category: { value: 'Customer' } });
    expect(answer.headers.get('cache-control')).toBe('max-age=300, private');
  });
});

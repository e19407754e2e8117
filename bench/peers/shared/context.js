import { createRest } from './rest.js';

const KINDS = ['associate', 'contact', 'country', 'person'];

/** The context of one request: REST with the caller's rights, and a loader for each kind of record. */
export function createContext({ call, authorization, DataLoader }) {
  const rest = createRest(call, authorization);
  const load = Object.fromEntries(
    KINDS.map((kind) => {
      const loader = new DataLoader((ids) => rest.getBatch(kind, ids), { maxBatchSize: 100 });
      return [kind, (id) => loader.load(id)];
    }),
  );
  return { rest, load };
}

import DataLoader from 'dataloader';
import type { Records } from '../../superoffice/fetch-many.js';

const MAX_BATCH_SIZE = 100;

/** A per-request loader: `load(id)` gives the record, or null if it is deleted; it rejects if the record may not be read. */
export function createLoader<T>(
  name: string,
  fetchMany: (ids: readonly number[]) => Promise<Records<T>>,
): DataLoader<number, T | null> {
  return new DataLoader<number, T | null>(
    async (ids) => {
      const records = await fetchMany(ids);
      return ids.map((id) => records.get(id) ?? null);
    },
    { name, maxBatchSize: MAX_BATCH_SIZE },
  );
}

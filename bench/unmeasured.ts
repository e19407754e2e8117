/** Why a contender is not measured: for the table. */
export class Unmeasured extends Error {
  override readonly name = 'Unmeasured';
}

/** The result of the work, or why it cannot be measured. */
export async function orUnmeasured<T>(work: () => Promise<T>): Promise<T | Unmeasured> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unmeasured) {
      return error;
    }
    throw error;
  }
}

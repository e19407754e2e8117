import type { SuperOfficeClient } from '../superoffice/client.js';
import { Turns } from '../superoffice/turns.js';
import { PublicError } from './errors.js';

const MAX_IN_FLIGHT = 16;

/** A client for one operation: at most 16 calls at a time, and `maxCalls` in all. */
export function limitCalls(client: SuperOfficeClient, maxCalls: number): SuperOfficeClient {
  const turns = new Turns(MAX_IN_FLIGHT);
  let calls = 0;
  return {
    async send(call) {
      calls += 1;
      if (calls > maxCalls) {
        throw new PublicError('OPERATION_LIMIT_EXCEEDED', { message: `Expected at most ${maxCalls} REST calls.` });
      }
      if (!turns.tryTake()) {
        await new Promise<void>((resolve) => turns.wait(resolve));
      }
      try {
        return await client.send(call);
      } finally {
        turns.give();
      }
    },
  };
}

/** The client of a caller without a complete credential: nothing that is asked of it is sent. */
export const unauthenticatedClient: SuperOfficeClient = {
  async send() {
    throw new PublicError('UNAUTHENTICATED');
  },
};

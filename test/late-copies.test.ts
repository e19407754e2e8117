import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Server } from '../src/server.js';
import { type Answer, execute, startFacade } from './helpers/facade.js';
import { type FakeSuperOffice, sendJson, startFakeSuperOffice } from './helpers/fake-superoffice.js';
import { type Fault, type FaultProxy, type ProxiedRequest, startFaultProxy } from './helpers/fault-proxy.js';
import { until } from './helpers/until.js';

/** How late the copy of an answer comes: at once, and while the next call is in flight or its connection is idle. */
const DELAYS_MS = [0, 1, 5, 12, 50];

/** Of each delay. `LATE_COPIES=500` tries for longer. */
const ROUNDS = Number(process.env.LATE_COPIES ?? 5);

jest.setTimeout(30_000 + ROUNDS * 1000);

const READ = '{ chatSession(id: 549) { customerName transferTo { id } } }';
const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "3") { customerName transferTo { id } } }';

const CALLERS = ['Bearer one', 'Bearer another'] as const;

describe.each(['node-fetch', 'undici'])('by way of %s', (transport) => {
  describe.each(['shared', 'per-caller'])('with SUPEROFFICE_CONNECTIONS=%s', (connections) => {
    let superOffice: FakeSuperOffice;
    let proxy: FaultProxy;
    let facade: Server;
    let fault: (request: ProxiedRequest) => Fault | undefined;

    beforeAll(async () => {
      superOffice = await startFakeSuperOffice();
      proxy = await startFaultProxy(superOffice.url, { fault: (request) => fault(request) });
      facade = await startFacade(proxy.url, {
        SUPEROFFICE_TRANSPORT: transport,
        SUPEROFFICE_CONNECTIONS: connections,
        SUPEROFFICE_MAX_RETRIES: '0',
        // Nothing else closes them.
        SUPEROFFICE_IDLE_CONNECTION_MS: '600000',
        SUPEROFFICE_CONNECTION_LIFETIME_MS: '600000',
      });
      // Each caller has a view of its own of the session, which waits for associate 3. No caller may transfer it.
      superOffice.on('GET ChatSession/549', ({ headers }, response) => {
        const view = { ChatSessionId: 549, CustomerName: headers.authorization, TransferTo: { AssociateId: 3 } };
        sendJson(response, view);
      });
      superOffice.on('POST ChatSession/549/TransferTo/3', { ErrorMessage: 'no' }, 403);
    });
    afterAll(async () => {
      await facade.stop();
      await proxy.stop();
      await superOffice.stop();
    });
    beforeEach(() => {
      fault = () => undefined;
    });

    const ask = (query: string, authorization: string) => execute(facade.url, query, {}, { authorization });

    /** The answer to the next call comes twice; the call after it gets its own answer only after the copy. */
    function copyNextAnswer(afterMs: number): void {
      const first = proxy.requests.length;
      fault = ({ index }) =>
        index === first
          ? { type: 'double', afterMs }
          : { type: 'delay', ms: connections === 'shared' ? 0 : afterMs + 5 };
    }

    /** A read is answered as its own caller sees it, or fails; and a refused transfer is reported as refused. */
    function expectOwn(read: Answer, authorization: string): void {
      const { customerName } = read.data.chatSession ?? {};
      expect(customerName ?? authorization).toBe(authorization);
    }
    function expectRefused(transfer: Answer): void {
      expect(transfer.data).toEqual({ transferChatSession: null });
      expect(transfer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', outcome: 'REJECTED' });
    }

    if (connections === 'per-caller') {
      it.each(DELAYS_MS)('a copy that comes %i ms late does not answer another caller', async (afterMs) => {
        for (let round = 0; round < ROUNDS; round += 1) {
          copyNextAnswer(afterMs);
          for (const authorization of CALLERS) {
            expectOwn(await ask(READ, authorization), authorization);
          }
        }
      });

      it.each(DELAYS_MS)('a copy that comes %i ms late does not answer a change, of any caller', async (afterMs) => {
        for (let round = 0; round < ROUNDS; round += 1) {
          const [reader] = CALLERS;
          copyNextAnswer(afterMs);
          expectOwn(await ask(READ, reader), reader);
          expectRefused(await ask(TRANSFER, CALLERS[round % 2] as string));
        }
      });

      it.each(DELAYS_MS)(
        'a copy of the answer to a change that comes %i ms late is no answer at all',
        async (afterMs) => {
          for (let round = 0; round < ROUNDS; round += 1) {
            copyNextAnswer(afterMs);
            await ask(TRANSFER, CALLERS[0]);
            for (const authorization of CALLERS) {
              const read = await ask(READ, authorization);
              expect(read.data.chatSession?.customerName).toBe(authorization);
            }
          }
        },
      );
    }

    it.each(DELAYS_MS)('an idle connection is closed if a copy comes on it %i ms late', async (afterMs) => {
      // Ends those that are open.
      await proxy.refuse();
      await proxy.accept();
      const before = proxy.requests.length;
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const authorization of CALLERS) {
          fault = () => ({ type: 'double', afterMs });
          expectOwn(await ask(READ, authorization), authorization);
          await until(() => proxy.openConnections === 0);
        }
        fault = () => ({ type: 'hang up', afterMs: 0 });
        expectRefused(await ask(TRANSFER, CALLERS[1]));
        await until(() => proxy.openConnections === 0);
      }
      expect(proxy.requests.slice(before).some(({ isReused }) => isReused)).toBe(false);
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../src/config.js';
import { createSuperOfficeClient } from '../src/superoffice/rest/client.js';
import type { RestCall } from '../src/superoffice/rest/rest-call.js';
import { createUpstream } from '../src/superoffice/rest/upstream.js';
import { useFacade } from './helpers/facade.js';

const UNLIMITED = { SUPEROFFICE_READ_TIMEOUT_MS: '600000', SUPEROFFICE_WRITE_TIMEOUT_MS: '600000' };
const READ = '{ chatSession(id: 549) { id } }';
const TRANSFER = 'mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }';

describe('x-request-timeout-ms', () => {
  const patient = useFacade({ ...UNLIMITED, OPERATION_TIMEOUT_MS: '600000' });
  const hasty = useFacade({ ...UNLIMITED, OPERATION_TIMEOUT_MS: '200' });

  it.each(['200', '000000200'])('is how long an operation may take: %s', async (timeout) => {
    patient.superOffice.on('', () => undefined);
    const read = await patient.ask(READ, {}, { 'x-request-timeout-ms': timeout });
    const written = await patient.ask(TRANSFER, {}, { 'x-request-timeout-ms': timeout });

    expect(read).toMatchObject({ status: 200, errors: [{ extensions: { code: 'UPSTREAM_TIMEOUT' } }] });
    expect(written).toMatchObject({
      status: 200,
      errors: [{ extensions: { code: 'UPSTREAM_TIMEOUT', outcome: 'UNKNOWN' } }],
    });
  });

  it('cannot make it longer than OPERATION_TIMEOUT_MS', async () => {
    hasty.superOffice.on('', () => undefined);

    expect(await hasty.ask(READ, {}, { 'x-request-timeout-ms': '999999999' })).toMatchObject({
      errors: [{ extensions: { code: 'UPSTREAM_TIMEOUT' } }],
    });
  });

  it('does not affect an operation that takes less', async () => {
    patient.superOffice.on('GET ChatSession/549', { ChatSessionId: 549 });

    expect(await patient.ask(READ, {}, { 'x-request-timeout-ms': '60000' })).toMatchObject({
      data: { chatSession: { id: '549' } },
    });
  });

  it.each(['0', '-1', '+5', '1.5', '1e3', '0x10', '1000000000', '10s', 'canary', '1, 2', '٣'])(
    'must be a whole number from 1 to 999999999, not %s',
    async (timeout) => {
      const value = Buffer.from(timeout).toString('latin1');
      const answer = await patient.ask(TRANSFER, {}, { 'x-request-timeout-ms': value });

      expect(answer).toMatchObject({
        status: 400,
        errors: [
          {
            message: 'Expected an x-request-timeout-ms of 1 to 999999999 milliseconds.',
            extensions: { code: 'BAD_REQUEST' },
          },
        ],
      });
      expect(patient.superOffice.calls()).toEqual([]);
    },
  );
});

describe('a REST call with hardly any time left', () => {
  const pair = useFacade();

  it('is not sent if only a timer that fired early leaves it time', async () => {
    pair.superOffice.on('GET ChatSession/', { ChatSessionId: 549 });
    const config = loadConfig({ SUPEROFFICE_URL: pair.superOffice.url });
    const upstream = await createUpstream({ ...config, superOfficeUrl: new URL(pair.superOffice.url) });
    const call: RestCall = { effect: 'read', method: 'GET', route: 'ChatSession/{id}', params: { id: 549 } };
    const send = (timeMs: number) =>
      createSuperOfficeClient({
        upstream,
        caller: '',
        deadlineMs: performance.now() + timeMs,
      }).send(call);
    try {
      // There is a connection, on which it would be sent at once.
      await send(10_000);
      for (let i = 0; i < 20; i += 1) {
        await expect(send(1.5)).rejects.toMatchObject({ reason: 'TIMEOUT', sent: false });
      }
      await send(10_000);
    } finally {
      upstream.close();
    }

    expect(pair.superOffice.calls()).toEqual(Array(2).fill('GET ChatSession/549'));
  });
});

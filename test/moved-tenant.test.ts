import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { useFacade } from './helpers/facade.js';

describe('a tenant that has moved', () => {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const pair = useFacade({}, { logger: pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line)) }) });
  const ready = () => fetch(new URL('/health/ready', pair.facade.url));

  it('is UPSTREAM_MISDIRECTED, makes the server not ready, and is in the log once, with the setting’s name', async () => {
    pair.superOffice.on('', {}, 421);

    const transfer = await pair.ask('mutation { transferChatSession(id: 549, toAssociate: "bo") { id } }');
    const read = await pair.ask('{ chatSession(id: 549) { status } }');

    expect(transfer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_MISDIRECTED', outcome: 'REJECTED' } }]);
    expect(read.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_MISDIRECTED' } }]);
    expect(pair.superOffice.calls()).toHaveLength(2);
    const answer = await ready();
    expect({ status: answer.status, body: await answer.json() }).toEqual({
      status: 503,
      body: { status: 'misdirected' },
    });
    expect((await fetch(new URL('/health/live', pair.facade.url))).status).toBe(200);
    expect(lines.filter(({ level }) => Number(level) >= 50)).toMatchObject([
      { msg: expect.stringContaining('SUPEROFFICE_URL') },
    ]);
  });

  it('that answers again makes it ready, and keeps connections alive all the while', async () => {
    pair.superOffice.on('', {}, 421);
    expect((await pair.ask('{ chatSession(id: 549) { status } }')).headers.get('connection')).not.toBe('close');
    pair.superOffice.on('', { ChatSessionId: 549 });

    await pair.ask('{ chatSession(id: 549) { status } }');

    expect((await ready()).status).toBe(200);
  });
});

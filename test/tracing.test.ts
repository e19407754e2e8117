import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';

describe('without an SDK of OpenTelemetry', () => {
  const pair = useFacade();

  it('no trace is passed on to SuperOffice', async () => {
    pair.superOffice.on('', { ChatSessionId: 549 });

    await pair.ask(
      '{ chatSession(id: 549) { status } }',
      {},
      { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, tracestate: 'vendor=1', baggage: 'a=1' },
    );

    const [{ headers } = { headers: {} }] = pair.superOffice.requests;
    expect(pair.superOffice.requests).toHaveLength(1);
    expect(Object.keys(headers).filter((name) => /^(trace|baggage)/.test(name))).toEqual([]);
  });
});

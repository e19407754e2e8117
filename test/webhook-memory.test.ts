import { describe, expect, it } from '@jest/globals';
import { createWebhookReceiver } from '../src/http/webhooks/receiver.js';
import { keyOf, signatureOf, WEBHOOK_SECRET, webhookBody } from './helpers/webhooks.js';

describe('the memory of events', () => {
  it('holds 10,000 of them, and forgets the oldest', () => {
    const receiver = createWebhookReceiver({
      secrets: [WEBHOOK_SECRET],
      tenantContext: undefined,
      onChatEvent: () => undefined,
    });
    const take = (eventId: string) => {
      const body = Buffer.from(webhookBody('chatsession.changed', 549, { EventId: eventId }));
      return receiver.take(body, signatureOf(body, keyOf('Cust12345')));
    };
    for (let id = 0; id < 10_000; id += 1) {
      take(`event ${id}`);
    }

    expect([take('event 0'), take('one more')]).toEqual(['repeated', 'hint']);
    expect([take('event 9999'), take('event 0')]).toEqual(['repeated', 'hint']);
    expect(receiver.counts).toEqual({ hint: 10_002, repeated: 2, ignored: 0, foreign: 0, refused: 0 });
  });

  it('takes no event without an id, or with one that is too long, for another one', () => {
    const receiver = createWebhookReceiver({
      secrets: [WEBHOOK_SECRET],
      tenantContext: undefined,
      onChatEvent: () => undefined,
    });
    for (const EventId of [undefined, null, '', 17, 'x'.repeat(65)]) {
      const body = Buffer.from(webhookBody('chatsession.changed', 549, { EventId }));
      const signature = signatureOf(body, keyOf('Cust12345'));

      expect([receiver.take(body, signature), receiver.take(body, signature)]).toEqual(['hint', 'hint']);
    }
  });
});

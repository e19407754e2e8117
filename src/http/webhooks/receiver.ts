import { LRUCache } from 'lru-cache';
import { type ChatEvent, readWebhookPayload } from '../../superoffice/webhooks/payload.js';
import { isSigned, webhookKey } from '../../superoffice/webhooks/signature.js';

export interface WebhookReceiverOptions {
  /** From each of which a tenant's key may be derived. */
  readonly secrets: readonly string[];
  readonly onChatEvent: (event: ChatEvent) => void;
}

/**
 * What became of a webhook: `hint` where subscribers were told to ask, `repeated` where its event came before, `ignored` where it
 * tells of nothing that they could ask for, `refused` where its signature is missing or wrong.
 */
export type WebhookResult = 'hint' | 'repeated' | 'ignored' | 'refused';

/** Takes SuperOffice's webhooks, as hints to ask SuperOffice again and as nothing else. */
export interface WebhookReceiver {
  /** @param signature empty where there is none. */
  take(body: Buffer, signature: string): WebhookResult;
  readonly counts: Readonly<Record<WebhookResult, number>>;
}

/** SuperOffice tries once more after 1 and after 4 seconds [documented], and whoever listens on the way may try at any time. */
const REMEMBERED_MS = 600_000;
const MAX_REMEMBERED = 10_000;

export function createWebhookReceiver({ secrets, onChatEvent }: WebhookReceiverOptions): WebhookReceiver {
  const counts = { hint: 0, repeated: 0, ignored: 0, refused: 0 };
  const seen = new LRUCache<string, true>({ max: MAX_REMEMBERED, ttl: REMEMBERED_MS });

  function isRepeated(context: string, eventId: string | undefined): boolean {
    if (eventId === undefined) {
      return false;
    }
    const event = JSON.stringify([context, eventId]);
    const isKnown = seen.has(event);
    if (!isKnown) {
      seen.set(event, true);
    }
    return isKnown;
  }

  function resultOf(body: Buffer, signature: string): WebhookResult {
    const { context, eventId, chat } = readWebhookPayload(body);
    const keys = secrets.map((secret) => webhookKey(secret, context));
    if (!isSigned(body, keys, signature)) {
      return 'refused';
    }
    if (isRepeated(context, eventId)) {
      return 'repeated';
    }
    if (chat === undefined) {
      return 'ignored';
    }
    onChatEvent(chat);
    return 'hint';
  }

  return {
    take(body, signature) {
      const result = resultOf(body, signature);
      counts[result] += 1;
      return result;
    },
    counts,
  };
}

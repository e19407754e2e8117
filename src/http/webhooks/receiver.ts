import { LRUCache } from 'lru-cache';
import { type ChatEvent, readWebhookPayload } from '../../superoffice/webhooks/payload.js';
import { isSigned, webhookKey } from '../../superoffice/webhooks/signature.js';

export interface WebhookReceiverOptions {
  /** A tenant's key is derived from any of them. */
  readonly secrets: readonly string[];
  /** The tenant's `ContextIdentifier` in small letters; undefined if it is not known. */
  readonly tenantContext: string | undefined;
  readonly onChatEvent: (event: ChatEvent) => void;
}

/**
 * What became of a webhook: `hint` if the server polls for the subscribers whom its chat session concerns, `repeated` if its
 * event came before, `ignored` if it is not about a chat session, `foreign` if it is signed but another tenant's, `refused` if
 * its signature is missing or wrong.
 */
export type WebhookResult = 'hint' | 'repeated' | 'ignored' | 'foreign' | 'refused';

/** Receives SuperOffice's webhooks, only as hints to poll SuperOffice. */
export interface WebhookReceiver {
  /** @param signature empty if there is none. */
  take(body: Buffer, signature: string): WebhookResult;
  readonly counts: Readonly<Record<WebhookResult, number>>;
}

/**
 * SuperOffice retries after 1 and after 4 seconds [documented], and anyone who has recorded a webhook may repeat it at any
 * time.
 */
const REMEMBERED_MS = 600_000;
const MAX_REMEMBERED = 10_000;

export function createWebhookReceiver(options: WebhookReceiverOptions): WebhookReceiver {
  const { secrets, tenantContext, onChatEvent } = options;
  const counts = { hint: 0, repeated: 0, ignored: 0, foreign: 0, refused: 0 };
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
    // The context is what the sender says, and servers of several tenants may have one secret.
    if (tenantContext !== undefined && tenantContext !== context) {
      return 'foreign';
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

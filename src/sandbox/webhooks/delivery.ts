import { createHmac, randomUUID } from 'node:crypto';
import type { SandboxEvent } from './chat-events.js';
import type { WebhookRecord } from './webhook-record.js';

/** Pauses before the second and the third try [documented]. */
export const RETRY_PAUSES_MS: readonly number[] = [1000, 4000];

/** Failed tries in a row, after which a webhook is switched off [documented]. */
const MAX_FAILURES = 9;

const ANSWER_TIMEOUT_MS = 10_000;

/** Events that wait for one webhook. */
const MAX_WAITING = 1000;

export interface DeliveryOptions {
  readonly retryPausesMs: readonly number[];
  /** This moment, as events have it. */
  readonly now: () => string;
}

/** Sends one webhook's events, one after the other. */
export interface Delivery {
  send(event: SandboxEvent): void;
  /** Forgets the failures, and sends from now on what `webhook` says. */
  save(webhook: WebhookRecord): void;
  /** Nothing is sent after it. */
  stop(): void;
  /** Why the last attempt failed, in one word; empty if none did. */
  readonly lastError: string;
}

/** @param onTooManyErrors called when sending stops because too many attempts failed. */
export function createDelivery(saved: WebhookRecord, options: DeliveryOptions, onTooManyErrors: () => void): Delivery {
  const departure = new AbortController();
  const waiting: SandboxEvent[] = [];
  let webhook = saved;
  let failures = 0;
  let lastError = '';
  let isSending = false;

  async function deliver(event: SandboxEvent): Promise<void> {
    const body = bodyOf(event, webhook, options.now());
    for (const [retry, pauseMs] of [0, ...options.retryPausesMs].entries()) {
      if (!(await pause(pauseMs, departure.signal)) || failures >= MAX_FAILURES) {
        return;
      }
      lastError = await post(webhook, event.name, body, { retry, signal: departure.signal });
      if (lastError === '') {
        failures = 0;
        return;
      }
      failures = lastError === 'GONE' ? MAX_FAILURES : failures + 1;
    }
  }

  async function deliverAll(): Promise<void> {
    isSending = true;
    for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
      await deliver(event);
      if (failures >= MAX_FAILURES && !departure.signal.aborted) {
        waiting.length = 0;
        onTooManyErrors();
      }
    }
    isSending = false;
  }

  return {
    send(event) {
      if (webhook.State === 'Active' && failures < MAX_FAILURES && waiting.length < MAX_WAITING) {
        waiting.push(event);
        if (!isSending) {
          void deliverAll();
        }
      }
    },
    save(changed) {
      webhook = changed;
      failures = 0;
    },
    stop: () => departure.abort(),
    get lastError() {
      return lastError;
    },
  };
}

const TEST: SandboxEvent = { name: 'test', primaryKey: 0, entity: 'test', changes: [] };

/** The test that a webhook's address has to answer with 200 before it is saved. @returns whether it did. */
export async function test(webhook: WebhookRecord, now: string): Promise<boolean> {
  return (await post(webhook, TEST.name, bodyOf(TEST, webhook, now), { isTest: true })) === '';
}

function bodyOf(event: SandboxEvent, { Name, Properties }: WebhookRecord, now: string): Record<string, unknown> {
  return {
    ...Properties,
    EventId: randomUUID(),
    Timestamp: now,
    Changes: event.changes,
    Event: event.name,
    PrimaryKey: event.primaryKey,
    Entity: event.entity,
    ContextIdentifier: 'Default',
    ChangedByAssociateId: 0,
    WebhookName: Name,
    ...(event.fieldValues && { FieldValues: event.fieldValues }),
  };
}

interface Attempt {
  readonly retry?: number;
  readonly isTest?: boolean;
  readonly signal?: AbortSignal;
}

/** @returns why it failed, in one word; empty if it did not. */
async function post(
  { TargetUrl, Secret, Headers }: WebhookRecord,
  name: string,
  payload: Readonly<Record<string, unknown>>,
  { retry = 0, isTest = false, signal }: Attempt,
): Promise<string> {
  const body = JSON.stringify(payload);
  const limit = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  try {
    const response = await fetch(TargetUrl ?? '', {
      method: 'POST',
      headers: {
        ...(Headers as Record<string, string>),
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'NetServer-Webhook/10.5.0.0',
        'X-SuperOffice-Event': name,
        'X-SuperOffice-EventId': String(payload.EventId),
        ...(isTest && { 'X-Hook-Test': 'true' }),
        ...(retry > 0 && { 'X-SuperOffice-Retry': String(retry) }),
        ...(Secret && { 'X-SuperOffice-Signature': createHmac('sha256', Secret).update(body).digest('base64') }),
      },
      body,
      redirect: 'manual',
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    await response.body?.cancel();
    if (response.status === 410) {
      return 'GONE';
    }
    return response.status === 200 ? '' : 'REFUSED';
  } catch {
    return 'UNREACHABLE';
  }
}

/** @returns false if there is nothing more to wait for. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms, true).unref();
    const onAbort = () => end(false);
    function end(isOver: boolean): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(isOver && !signal.aborted);
    }
    signal.addEventListener('abort', onAbort);
  });
}

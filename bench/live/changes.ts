import { randomUUID } from 'node:crypto';
import { webhookKey, webhookSignature } from '../../src/superoffice/webhooks/signature.js';
import { ask } from '../load.js';
import { OPERATIONS } from '../scenarios.js';
import type { LiveStage } from './server.js';
import { agent, WEBHOOK_SECRET } from './settings.js';

/** How a session changes: by a mutation through the server, or in SuperOffice, which tells the server by a webhook or not. */
export type Way = 'mutation' | 'webhook' | 'elsewhere';

/** Changes a session of an agent's. */
export type Change = (sessionId: number, byAgent: number) => Promise<void>;

export function changesBy(way: Way, { upstream }: Pick<LiveStage, 'upstream'>, url: string): Change {
  switch (way) {
    case 'mutation':
      return (sessionId, byAgent) => transfer(url, sessionId, agent(byAgent));
    case 'webhook':
      return async (sessionId) => {
        await upstream.change(sessionId);
        await sendWebhook(url, sessionId);
      };
    case 'elsewhere':
      return (sessionId) => upstream.change(sessionId);
  }
}

async function transfer(url: string, sessionId: number, caller: string): Promise<void> {
  const { query, variables } = OPERATIONS.transfer;
  const text = await ask(url, { query, variables: { ...variables, id: String(sessionId) } }, caller);
  if (JSON.parse(text).errors !== undefined) {
    throw new Error(`A change was refused: ${text}`);
  }
}

const CONTEXT = 'Default';

/** As SuperOffice's samples have it for a session that has changed: without `FieldValues`. */
async function sendWebhook(url: string, sessionId: number): Promise<void> {
  const event = {
    EventId: randomUUID(),
    ContextIdentifier: CONTEXT,
    Event: 'chatsession.changed',
    PrimaryKey: sessionId,
  };
  const body = Buffer.from(JSON.stringify(event));
  const { status } = await fetch(new URL('/webhooks/superoffice', url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-superoffice-signature': webhookSignature(webhookKey(WEBHOOK_SECRET, CONTEXT), body),
    },
    body,
  });
  if (status !== 200) {
    throw new Error(`A webhook was answered with ${status}`);
  }
}

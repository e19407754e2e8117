import { createHmac, randomUUID } from 'node:crypto';

export const WEBHOOK_SECRET = 'a-secret-of-webhooks';

/** As documented, by the same steps as an operator would take: not by the code that is tested. */
export const keyOf = (context: string, secret = WEBHOOK_SECRET): string =>
  createHmac('sha256', secret).update(context.toLowerCase()).digest('hex');

export const signatureOf = (body: string | Buffer, key: string): string =>
  createHmac('sha256', key).update(body).digest('base64');

/** A body as the documentation shows it. */
export function webhookBody(event: string, id: unknown, changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    EventId: randomUUID(),
    Timestamp: '2026-04-24T08:18:42.089895Z',
    Changes: [],
    Event: event,
    PrimaryKey: id,
    Entity: 'chatsession',
    ContextIdentifier: 'Cust12345',
    ChangedByAssociateId: 316,
    WebhookName: 'superoffice-graphql',
    ...changes,
  });
}

export interface WebhookAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** POSTs a body as SuperOffice does, signed unless `headers` say otherwise. An empty header is left out. */
export async function postWebhook(
  facadeUrl: string,
  body: string | Buffer | ReadableStream,
  headers: Readonly<Record<string, string>> = {},
): Promise<WebhookAnswer> {
  const signed =
    body instanceof ReadableStream ? {} : { 'x-superoffice-signature': signatureOf(body, keyOf('Cust12345')) };
  const sent = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'NetServer-Webhook/10.5.0.0',
    'x-superoffice-event': 'chatsession.changed',
    ...signed,
    ...headers,
  };
  const response = await fetch(new URL('/webhooks/superoffice', facadeUrl), {
    method: 'POST',
    headers: Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== '')),
    body: body as string,
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  } as RequestInit);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

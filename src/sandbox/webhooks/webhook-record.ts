import { UNSET } from '../data/dates.js';
import { readArray, readBody, readEnum, readObject, readText } from '../http/bodies.js';
import { badArgument } from '../http/errors.js';

const WEBHOOK_STATES = ['Unknown', 'Active', 'Stopped', 'TooManyErrors'] as const;
type WebhookState = (typeof WEBHOOK_STATES)[number];

/** A webhook as the tenant stores it: its carrier with every property [recorded]. */
export interface WebhookRecord {
  readonly WebhookId: number;
  /** Several webhooks may have the same [documented]. */
  readonly Name: string | null;
  readonly Events: readonly string[];
  readonly TargetUrl: string | null;
  readonly Secret: string | null;
  readonly State: WebhookState;
  readonly Type: string;
  readonly Headers: Readonly<Record<string, unknown>> | null;
  /** Put into the body of each event [documented]. */
  readonly Properties: Readonly<Record<string, unknown>> | null;
  readonly ErrorsEmail: string | null;
  readonly Registered: string;
  readonly Updated: string;
}

export function createDefaultWebhook(): WebhookRecord {
  return {
    WebhookId: 0,
    Name: null,
    Events: ['contact.created', 'contact.deleted'],
    TargetUrl: null,
    Secret: null,
    State: 'Active',
    Type: 'webhook',
    Headers: null,
    Properties: null,
    ErrorsEmail: null,
    Registered: UNSET,
    Updated: UNSET,
  };
}

/**
 * Reads what somebody sent for a webhook.
 *
 * @throws {Refusal} 400 if it cannot be saved.
 */
export function readWebhook(body: unknown): Omit<WebhookRecord, 'WebhookId' | 'Registered' | 'Updated'> {
  const sent = readBody<WebhookRecord>(body);
  const unset = createDefaultWebhook();
  const targetUrl = readText(sent.targeturl, 'TargetUrl');
  if (!isTarget(targetUrl ?? '')) {
    throw badArgument('Webhook TargetUrl must be secure, and the sandbox sends to this machine alone.');
  }
  return {
    Name: readText(sent.name, 'Name'),
    Events: readArray(sent.events ?? []).map((event) => readText(event, 'Events') ?? ''),
    TargetUrl: targetUrl,
    Secret: readText(sent.secret, 'Secret'),
    State: readEnum(sent.state, WEBHOOK_STATES, 'State') ?? unset.State,
    Type: readText(sent.type, 'Type') ?? unset.Type,
    Headers: sent.headers == null ? null : readObject(sent.headers),
    Properties: sent.properties == null ? null : readObject(sent.properties),
    ErrorsEmail: readText(sent.errorsemail, 'ErrorsEmail'),
  };
}

/**
 * As answered. Whether SuperOffice returns the secret is not known; a recorded answer has an empty one. So it is empty here.
 */
export function webhookCarrier(webhook: WebhookRecord): object {
  return { ...webhook, Secret: '', RegisteredAssociate: null, UpdatedAssociate: null };
}

/** SuperOffice takes only https [documented]; here everybody knows an administrator's password. */
function isTarget(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(url);
    return ['http:', 'https:'].includes(protocol) && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  } catch {
    return false;
  }
}

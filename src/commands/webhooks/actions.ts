import { readKey } from '../../superoffice/keys.js';
import type { SuperOfficeClient } from '../../superoffice/rest/client.js';
import { CHAT_EVENTS } from '../../superoffice/webhooks/payload.js';
import { webhookKey } from '../../superoffice/webhooks/signature.js';
import {
  createWebhook,
  deleteWebhook,
  getContext,
  getWebhooks,
  saveWebhook,
  type WebhookCarrier,
  type WebhookDefinition,
} from './rest.js';

export interface WebhookPlace {
  readonly name: string;
  /** Where SuperOffice sends to. */
  readonly url: string;
}

export interface WebhookOptions extends WebhookPlace {
  /** `WEBHOOK_SECRET`, of two the first one. */
  readonly secret: string;
  /** `ContextIdentifier` of the tenant; undefined: the command asks SuperOffice for it. */
  readonly context: string | undefined;
}

/** The result of a command, in sentences without values except ids. */
export interface Outcome {
  readonly isWell: boolean;
  readonly lines: readonly string[];
}

/** Registers the webhook, or updates the one with this name and address. */
export async function register(client: SuperOfficeClient, options: WebhookOptions): Promise<Outcome> {
  const [known, ...others] = await find(client, options);
  const definition = await definitionOf(client, options);
  const saved =
    known === undefined ? await createWebhook(client, definition) : await activate(client, known, definition);
  const what = known === undefined ? 'registered' : 'saved anew';
  return {
    isWell: isActive(saved),
    lines: [
      `Webhook ${idOf(saved)} is ${what}, ${isActive(saved) ? 'and active.' : 'but not active. Run webhooks check.'}`,
      ...(others.length === 0
        ? []
        : [
            `${others.length} more have the same name and address. To be left with one, run webhooks remove and then webhooks register.`,
          ]),
    ],
  };
}

/** Reports the state of the webhook, and switches it on again if SuperOffice has switched it off after too many errors. */
export async function check(client: SuperOfficeClient, options: WebhookOptions): Promise<Outcome> {
  const webhooks = await find(client, options);
  if (webhooks.length === 0) {
    return { isWell: false, lines: ['There is no webhook with this name and address. Run webhooks register.'] };
  }
  const outcomes: Outcome[] = [];
  for (const webhook of webhooks) {
    outcomes.push(await checkOne(client, webhook, options));
  }
  return { isWell: outcomes.every(({ isWell }) => isWell), lines: outcomes.flatMap(({ lines }) => lines) };
}

async function checkOne(client: SuperOfficeClient, webhook: WebhookCarrier, options: WebhookOptions): Promise<Outcome> {
  const name = `Webhook ${idOf(webhook)}`;
  if (isIn(webhook, 'TooManyErrors')) {
    await activate(client, webhook, await definitionOf(client, options));
    return {
      isWell: false,
      lines: [`${name} was switched off by SuperOffice after too many errors, and is active again.`],
    };
  }
  if (isIn(webhook, 'Stopped')) {
    return { isWell: false, lines: [`${name} was stopped by somebody. To start it, run webhooks register.`] };
  }
  if (!isActive(webhook)) {
    return { isWell: false, lines: [`${name} is in a state that is not known here. Run webhooks register.`] };
  }
  const missing = CHAT_EVENTS.filter((event) => !webhook.Events?.includes(event));
  return missing.length === 0
    ? { isWell: true, lines: [`${name} is active.`] }
    : {
        isWell: false,
        lines: [`${name} is active, but does not tell of ${missing.join(', ')}. Run webhooks register.`],
      };
}

/** Deletes each webhook with this name and address. */
export async function remove(client: SuperOfficeClient, place: WebhookPlace): Promise<Outcome> {
  const webhooks = await find(client, place);
  for (const webhook of webhooks) {
    await deleteWebhook(client, idOf(webhook));
  }
  return {
    isWell: true,
    lines:
      webhooks.length === 0
        ? ['There is no webhook with this name and address.']
        : webhooks.map((webhook) => `Webhook ${idOf(webhook)} is removed.`),
  };
}

/** By id, the oldest first. SuperOffice may also find webhooks with other names. */
async function find(client: SuperOfficeClient, { name, url }: WebhookPlace): Promise<readonly WebhookCarrier[]> {
  const webhooks = await getWebhooks(client, name);
  return webhooks
    .filter(({ Name, TargetUrl }) => Name === name && TargetUrl === url)
    .sort((one, other) => idOf(one) - idOf(other));
}

async function definitionOf(
  client: SuperOfficeClient,
  { name, url, secret, context }: WebhookOptions,
): Promise<WebhookDefinition> {
  return {
    Name: name,
    Events: CHAT_EVENTS,
    TargetUrl: url,
    Secret: webhookKey(secret, context ?? (await getContext(client))),
    State: 'Active',
    Type: 'webhook',
  };
}

/** Saves a webhook with its secret, because SuperOffice may not return it. */
async function activate(
  client: SuperOfficeClient,
  webhook: WebhookCarrier,
  definition: WebhookDefinition,
): Promise<WebhookCarrier> {
  return (await saveWebhook(client, idOf(webhook), { ...webhook, ...definition })) ?? webhook;
}

/** `WebhookState`s by number. */
const STATES: readonly string[] = ['Unknown', 'Active', 'Stopped', 'TooManyErrors'];

function isActive(webhook: WebhookCarrier): boolean {
  return isIn(webhook, 'Active');
}

/** Recordings show names; the documentation has numbers as well. */
function isIn({ State }: WebhookCarrier, state: string): boolean {
  return State === state || State === STATES.indexOf(state);
}

function idOf({ WebhookId }: WebhookCarrier): number {
  return readKey(WebhookId) ?? 0;
}

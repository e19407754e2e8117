import {
  fetchGivenRecord,
  fetchKeyedRecords,
  fetchKnownRecord,
  fetchNewRecord,
  fetchNothing,
} from '../../superoffice/records.js';
import type { SuperOfficeClient } from '../../superoffice/rest/client.js';
import { ONSITE_CONTEXT } from '../../superoffice/webhooks/payload.js';

// The server itself makes none of these calls. They are documented; real answers are known only from recordings.

/** The properties of a webhook that are read. The others are sent back unchanged. */
export interface WebhookCarrier {
  readonly WebhookId?: number;
  readonly Name?: string | null;
  readonly Events?: readonly string[] | null;
  readonly TargetUrl?: string | null;
  /** `Active`, `Stopped` or `TooManyErrors`. */
  readonly State?: string | number | null;
}

/** What a webhook is registered with. */
export interface WebhookDefinition {
  readonly Name: string;
  readonly Events: readonly string[];
  readonly TargetUrl: string;
  readonly Secret: string;
  readonly State: 'Active';
  readonly Type: 'webhook';
}

/** GET Webhook. Several webhooks may have one name. */
export function getWebhooks(client: SuperOfficeClient, name: string): Promise<readonly WebhookCarrier[]> {
  return fetchKeyedRecords<WebhookCarrier>(client, 'WebhookId', {
    effect: 'read',
    method: 'GET',
    route: 'Webhook',
    query: { nameFilter: name },
  });
}

/** POST Webhook: SuperOffice tests the address first. */
export function createWebhook(client: SuperOfficeClient, definition: WebhookDefinition): Promise<WebhookCarrier> {
  return fetchNewRecord<WebhookCarrier>(client, 'WebhookId', {
    effect: 'write',
    method: 'POST',
    route: 'Webhook',
    body: definition,
  });
}

/** PUT Webhook/{id}: replaces all of it. The address is tested as well. */
export function saveWebhook(
  client: SuperOfficeClient,
  id: number,
  webhook: WebhookCarrier & WebhookDefinition,
): Promise<WebhookCarrier | null> {
  return fetchKnownRecord<WebhookCarrier>(client, 'WebhookId', id, {
    effect: 'write',
    method: 'PUT',
    route: 'Webhook/{id}',
    params: { id },
    body: webhook,
  });
}

/** DELETE Webhook/{id}. */
export function deleteWebhook(client: SuperOfficeClient, id: number): Promise<void> {
  return fetchNothing(client, { effect: 'write', method: 'DELETE', route: 'Webhook/{id}', params: { id } });
}

/** GET User/currentPrincipal: what webhooks call `ContextIdentifier` [documented for tenants online: `Cust12345`]. */
export async function getContext(client: SuperOfficeClient): Promise<string> {
  const { DatabaseContextIdentifier: context } = await fetchGivenRecord<{
    readonly DatabaseContextIdentifier?: unknown;
  }>(client, 'DatabaseContextIdentifier', { effect: 'read', method: 'GET', route: 'User/currentPrincipal' });
  return typeof context === 'string' && context !== '' ? context : ONSITE_CONTEXT;
}

import type { AssociateRecord } from '../data/records.js';
import { readBody, readText } from '../http/bodies.js';
import { badArgument, forbidden, notFound } from '../http/errors.js';
import {
  type Answer,
  type Call,
  NO_CONTENT,
  type Route,
  readInt32,
  route,
  type SlowRoute,
  slowRoute,
} from '../http/route.js';
import { option } from '../options.js';
import type { Tenant } from '../tenant.js';
import { type SandboxEvent, watchChats } from './chat-events.js';
import { createDelivery, type Delivery, type DeliveryOptions, test } from './delivery.js';
import { createDefaultWebhook, readWebhook, type WebhookRecord, webhookCarrier } from './webhook-record.js';

/** The tenant's webhooks: their endpoints, and the events that they send. */
export interface Webhooks {
  readonly routes: readonly (Route | SlowRoute)[];
  stop(): void;
}

interface Webhook {
  record: WebhookRecord;
  readonly delivery: Delivery;
}

/** Who may read and change webhooks, by `Associate.Name`. SuperOffice's own rights for this are not documented. */
const ADMINISTRATORS: readonly (string | null)[] = ['ida', 'system'];

export function createWebhooks(tenant: Tenant, { retryPausesMs }: Pick<DeliveryOptions, 'retryPausesMs'>): Webhooks {
  const webhooks = new Map<number, Webhook>();
  let lastId = 0;
  const signal = (event: SandboxEvent) => {
    for (const { record, delivery } of webhooks.values()) {
      if (record.Events.includes(event.name)) {
        delivery.send(event);
      }
    }
  };
  watchChats(tenant, signal);

  function find(id: string): Webhook {
    const webhook = webhooks.get(readInt32(id));
    if (webhook === undefined) {
      throw notFound('There is no such webhook.');
    }
    return webhook;
  }

  /** An id of 0 makes a new one. */
  async function save(id: number, body: unknown): Promise<Answer> {
    const sent = readWebhook(body);
    const now = tenant.now();
    const before = webhooks.get(id)?.record ?? { ...createDefaultWebhook(), Registered: now };
    const record = { ...before, ...sent, Updated: now };
    if (!(await test(record, now))) {
      throw badArgument('The TargetUrl did not answer the test with 200 OK.');
    }
    if (id === 0) {
      lastId += 1;
      return keep({ ...record, WebhookId: lastId });
    }
    return keep(record);
  }

  function keep(record: WebhookRecord): Answer {
    const known = webhooks.get(record.WebhookId);
    if (known !== undefined) {
      known.record = record;
      known.delivery.save(record);
      return answer(record);
    }
    const webhook: Webhook = {
      record,
      delivery: createDelivery(record, { retryPausesMs, now: tenant.now }, () => {
        webhook.record = { ...webhook.record, State: 'TooManyErrors', Updated: tenant.now() };
      }),
    };
    webhooks.set(record.WebhookId, webhook);
    return answer(record);
  }

  return {
    routes: [
      route(
        'GET',
        'Webhook/default',
        administered(() => answer(createDefaultWebhook())),
      ),
      route(
        'GET',
        'Webhook',
        administered(({ query }) => ({
          carrier: 'Webhook',
          value: [...webhooks.values()]
            .map(({ record }) => record)
            .filter(filterOf(query))
            .map(webhookCarrier),
        })),
      ),
      route(
        'GET',
        'Webhook/{id}',
        administered(({ params }: Call<'id'>) => answer(find(params.id).record)),
      ),
      route(
        'GET',
        'Webhook/{id}/LastError',
        administered(({ params }: Call<'id'>) => ({ carrier: 'string', value: find(params.id).delivery.lastError })),
      ),
      slowRoute(
        'POST',
        'Webhook',
        administered(({ body }) => save(0, body)),
      ),
      slowRoute(
        'PUT',
        'Webhook/{id}',
        administered(({ params, body }: Call<'id'>) => save(find(params.id).record.WebhookId, body)),
      ),
      route(
        'DELETE',
        'Webhook/{id}',
        administered(({ params }: Call<'id'>) => {
          const { record, delivery } = find(params.id);
          delivery.stop();
          webhooks.delete(record.WebhookId);
          return NO_CONTENT;
        }),
      ),
      slowRoute(
        'POST',
        'Webhook/Test',
        administered(async ({ body }) => ({
          carrier: 'WebhookResult',
          value: { Success: await test({ ...createDefaultWebhook(), ...readWebhook(body) }, tenant.now()) },
        })),
      ),
      route(
        'POST',
        'Webhook/{eventName}/{primaryKey}',
        administered(({ params, body }: Call<'eventName' | 'primaryKey'>) => {
          const name = params.eventName;
          signal({ name, primaryKey: readInt32(params.primaryKey), entity: entityOf(name, body), changes: [] });
          return NO_CONTENT;
        }),
      ),
    ],
    stop() {
      for (const { delivery } of webhooks.values()) {
        delivery.stop();
      }
    },
  };
}

function administered<Param extends string, Result>(answerOf: (call: Call<Param>) => Result) {
  return (call: Call<Param>): Result => {
    checkAdministrator(call.caller);
    return answerOf(call);
  };
}

function checkAdministrator({ Name }: AssociateRecord): void {
  if (!ADMINISTRATORS.includes(Name)) {
    throw forbidden('Only an administrator may use webhooks.');
  }
}

function answer(record: WebhookRecord): Answer {
  return { carrier: 'Webhook', value: webhookCarrier(record) };
}

function filterOf(query: URLSearchParams): (webhook: WebhookRecord) => boolean {
  const name = option(query, 'namefilter');
  const event = option(query, 'eventfilter');
  const status = option(query, 'statusfilter') ?? 'Unknown';
  return ({ Name, Events, State }) =>
    (name === undefined || Name === name) &&
    (event === undefined || Events.includes(event)) &&
    (status === 'Unknown' || State === status);
}

function entityOf(eventName: string, body: unknown): string {
  const sent = body === undefined ? null : readText(readBody<{ Entity: string }>(body).entity, 'Entity');
  return sent ?? eventName.split('.', 1)[0] ?? '';
}

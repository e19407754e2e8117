import { Counter, Gauge, type Registry } from 'prom-client';

/** A number, or numbers by the values of a label. */
type Counted = number | { readonly [label: string]: Counted };

interface CountedSample {
  readonly labels: Record<string, string>;
  readonly value: number;
}

/** Series of subscriptions, polls and hints. */
export interface WatchedStreams {
  readonly subscriptions: {
    /** By their transport; their ends also by how they have ended, and why. */
    readonly counts: { readonly values: number; readonly open: Counted; readonly ends: Counted };
  };
  readonly live: {
    readonly callers: number;
    readonly polls: Readonly<Record<string, number>>;
    readonly hints: Readonly<Record<string, number>>;
    readonly replicas: { readonly isShared: boolean; readonly ignored: number } | undefined;
  };
  /** Undefined if the server takes no webhooks. */
  readonly webhooks: { readonly counts: Readonly<Record<string, number>> } | undefined;
}

/** Series of streams, read on request. */
export function addStreamGauges(register: Registry, { subscriptions, live, webhooks }: WatchedStreams): void {
  const registers = [register];
  const gauge = (name: string, help: string, read: () => Counted, ...labelNames: string[]) =>
    new Gauge({
      name,
      help,
      registers,
      labelNames,
      collect() {
        for (const { labels, value } of samplesIn(read(), labelNames)) {
          this.set(labels, value);
        }
      },
    });
  const counter = (name: string, help: string, read: () => Counted, ...labelNames: string[]) =>
    new Counter({
      name,
      help,
      registers,
      labelNames,
      collect() {
        this.reset();
        for (const { labels, value } of samplesIn(read(), labelNames)) {
          this.inc(labels, value);
        }
      },
    });

  gauge('superoffice_graphql_streams', 'Subscriptions that are open.', () => subscriptions.counts.open, 'transport');
  counter(
    'superoffice_graphql_stream_ends_total',
    'Subscriptions that ended: gone when the client left or was cut, reconnect when it is to open them again, complete after an error.',
    () => subscriptions.counts.ends,
    'transport',
    'end',
    'reason',
  );
  counter(
    'superoffice_graphql_stream_values_total',
    'Values of subscriptions that were executed.',
    () => subscriptions.counts.values,
  );
  gauge('superoffice_graphql_live_callers', 'Callers for whom SuperOffice is polled.', () => live.callers);
  counter(
    'superoffice_graphql_live_polls_total',
    'Polls of SuperOffice for subscriptions: changed, unchanged, failed (also if SuperOffice refuses them), or skipped if nothing could be sent.',
    () => live.polls,
    'result',
  );
  counter(
    'superoffice_graphql_live_hints_total',
    'Hints, while there were subscriptions, that a chat session may have changed: by a write, a webhook, or another replica.',
    () => live.hints,
    'source',
  );
  gauge('superoffice_graphql_live_hints_shared', '1 while replicas tell each other of changes through Redis.', () =>
    live.replicas?.isShared ? 1 : 0,
  );
  counter(
    'superoffice_graphql_live_hints_ignored_total',
    'Messages in the channel of the replicas in Redis that none of them writes.',
    () => live.replicas?.ignored ?? 0,
  );
  if (webhooks !== undefined) {
    counter(
      'superoffice_graphql_webhooks_total',
      'Webhooks of SuperOffice: hint about a chat session, repeated, ignored if they are about something else, foreign if they are of another tenant, or refused without a signature.',
      () => webhooks.counts,
      'result',
    );
  }
}

function samplesIn(counted: Counted, [name = '', ...names]: readonly string[]): readonly CountedSample[] {
  if (typeof counted === 'number') {
    return [{ labels: {}, value: counted }];
  }
  return Object.entries(counted).flatMap(([label, inner]) =>
    samplesIn(inner, names).map(({ labels, value }) => ({ labels: { [name]: label, ...labels }, value })),
  );
}

import { Counter, Gauge, type Registry } from 'prom-client';

/** Subscriptions, and how what they tell is found out. */
export interface WatchedStreams {
  readonly subscriptions: {
    readonly size: number;
    readonly counts: { readonly values: number; readonly ends: Readonly<Record<string, number>> };
  };
  readonly live: {
    readonly callers: number;
    readonly polls: Readonly<Record<string, number>>;
    readonly hints: Readonly<Record<string, number>>;
  };
  /** Undefined where webhooks are not taken. */
  readonly webhooks: { readonly counts: Readonly<Record<string, number>> } | undefined;
}

/** Series of streams, which are read when they are asked for. */
export function addStreamGauges(register: Registry, { subscriptions, live, webhooks }: WatchedStreams): void {
  const registers = [register];
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  const counter = <Label extends string>(
    name: string,
    help: string,
    read: () => number | Readonly<Record<string, number>>,
    label?: Label,
  ) =>
    new Counter({
      name,
      help,
      registers,
      ...(label !== undefined && { labelNames: [label] }),
      collect() {
        this.reset();
        const now = read();
        if (typeof now === 'number') {
          this.inc(now);
          return;
        }
        for (const [value, count] of Object.entries(now)) {
          this.inc({ [label as Label]: value } as Record<Label, string>, count);
        }
      },
    });

  gauge('superoffice_graphql_streams', 'Subscriptions that are open.', () => subscriptions.size);
  counter(
    'superoffice_graphql_stream_ends_total',
    'Subscriptions that ended: gone when the client left, reconnect when it is to open them again, complete after an error.',
    () => subscriptions.counts.ends,
    'end',
  );
  counter(
    'superoffice_graphql_stream_values_total',
    'Values of subscriptions that were executed.',
    () => subscriptions.counts.values,
  );
  gauge('superoffice_graphql_live_callers', 'Callers for whom SuperOffice is polled.', () => live.callers);
  counter(
    'superoffice_graphql_live_polls_total',
    'Polls of SuperOffice for subscriptions: changed, unchanged, failed, or skipped where nothing could be sent.',
    () => live.polls,
    'result',
  );
  counter(
    'superoffice_graphql_live_hints_total',
    'Changes that subscriptions were told of at once: through this server (write), or by a webhook of SuperOffice.',
    () => live.hints,
    'source',
  );
  if (webhooks !== undefined) {
    counter(
      'superoffice_graphql_webhooks_total',
      'Webhooks of SuperOffice: hint for subscriptions, repeated, ignored where they concern no chat session, or refused without a signature.',
      () => webhooks.counts,
      'result',
    );
  }
}

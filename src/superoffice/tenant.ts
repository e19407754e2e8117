import { createAnsweredIds } from './answered-ids.js';
import { createOpenChanges } from './open-changes.js';
import type { SentMessages } from './resources/chat-message.js';
import type { CallReport } from './rest/client.js';
import { createMisdirection, type MisdirectionChange } from './rest/misdirection.js';
import { createSharedReads, type ShareReads } from './rest/shared-reads.js';
import { createUpstream, type Upstream, type UpstreamHooks, type UpstreamOptions } from './rest/upstream.js';

export interface TenantOptions extends UpstreamOptions {
  /** Whether equal reads of one caller share one REST call. */
  readonly shareReads: boolean;
  readonly operationTimeoutMs: number;
  /** How long a change can be repeated with its key, and so looked up. */
  readonly idempotencyTtlMs: number;
}

export interface TenantHooks extends UpstreamHooks {
  /**
   * Called for each REST call to the tenant.
   *
   * @param requestId undefined: no request asked for the call.
   */
  readonly onCall: (call: CallReport, requestId: string | undefined) => void;
  readonly onMisdirection: (change: MisdirectionChange) => void;
}

/** One tenant of SuperOffice, and what its callers share. Tenants share nothing. */
export interface Tenant {
  /** Tells tenants apart, in all replicas. */
  readonly id: string;
  readonly upstream: Upstream;
  /** Undefined: reads are not shared. */
  readonly shareReads: ShareReads | undefined;
  /** In chat. */
  readonly sentMessages: SentMessages;
  /** Whether SuperOffice says that it has moved. */
  readonly isMisdirected: boolean;
  /** Reports a call that was made for a request. */
  reportCall(call: CallReport, requestId: string): void;
  /** Stops background work, and closes its connections. */
  close(): void;
}

export async function createTenant(options: TenantOptions, hooks: TenantHooks): Promise<Tenant> {
  const upstream = await createUpstream(options, hooks);
  // Covers the first operation, the time in which it can be repeated, and a repetition.
  const lookUpMs = options.idempotencyTtlMs + 2 * options.operationTimeoutMs;
  const misdirection = createMisdirection({
    upstream,
    onCall: (call) => report(call, undefined),
    onChange: hooks.onMisdirection,
  });

  function report(call: CallReport, requestId: string | undefined): void {
    hooks.onCall(call, requestId);
    misdirection.learn(call);
  }

  return {
    id: options.superOfficeUrl.href,
    upstream,
    shareReads: options.shareReads ? createSharedReads(upstream.clock) : undefined,
    sentMessages: {
      answered: createAnsweredIds(lookUpMs, upstream.clock),
      open: createOpenChanges(lookUpMs, upstream.clock),
    },
    get isMisdirected() {
      return misdirection.isMisdirected;
    },
    reportCall: report,
    close() {
      misdirection.stop();
      upstream.close();
    },
  };
}

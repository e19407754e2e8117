import { type CallReport, createSuperOfficeClient } from './client.js';
import type { RestCall } from './rest-call.js';
import type { Upstream } from './upstream.js';

export interface MisdirectionOptions {
  readonly upstream: Upstream;
  /** Called for each attempt at a probe, as for any other REST call. */
  readonly onCall: (report: CallReport) => void;
  readonly onChange: (change: MisdirectionChange) => void;
}

/** `MOVED`: it began. `ANSWERED`, or `UNCONFIRMED` by another 421: it ended. */
export type MisdirectionChange = 'MOVED' | 'ANSWERED' | 'UNCONFIRMED';

/** Whether SuperOffice says, by 421, that the tenant has moved. */
export interface Misdirection {
  readonly isMisdirected: boolean;
  /** @param report of any REST call: whatever SuperOffice answers to it begins or ends the state. */
  learn(report: Pick<CallReport, 'status' | 'reason' | 'durationMs'>): void;
  /** Ends the probes. */
  stop(): void;
}

const MISDIRECTED = 421;

/** Needs no credential to tell: SuperOffice answers 401, or 421 if the tenant has moved. */
const PROBE: RestCall = { effect: 'read', method: 'GET', route: 'User/currentPrincipal' };
const PROBE_TIMEOUT_MS = 1000;
const MAX_SILENT_PROBES = 3;

/**
 * A server that is not ready gets no requests, so their answers cannot make it ready again. While the tenant counts as
 * moved, it sends SuperOffice a probe without a credential every `breakerOpenMs`. Any answer but 421 ends the state; so do
 * three probes in a row without an answer.
 */
export function createMisdirection({ upstream, onCall, onChange }: MisdirectionOptions): Misdirection {
  const stopped = new AbortController();
  const { signal } = stopped;
  const { clock, options } = upstream;
  const cancellation = {
    signal,
    get isCancelled() {
      return signal.aborted;
    },
  };
  /** Cancels the next probe; undefined unless the tenant counts as moved. */
  let cancelNext: (() => void) | undefined;
  let isProbing = false;
  let silentProbes = 0;
  /** A call from before the change says nothing about the present. */
  let beganMs = 0;

  function begin(): void {
    beganMs = clock.now();
    probeLater();
    onChange('MOVED');
  }

  function end(change: MisdirectionChange): void {
    cancelNext?.();
    cancelNext = undefined;
    onChange(change);
  }

  function probeLater(): void {
    cancelNext = clock.setTimer(next, options.breakerOpenMs, { isBackground: true });
  }

  async function next(): Promise<void> {
    probeLater();
    if (isProbing) {
      return;
    }
    if (silentProbes === MAX_SILENT_PROBES) {
      end('UNCONFIRMED');
      return;
    }
    silentProbes += 1;
    isProbing = true;
    const deadlineMs = clock.now() + PROBE_TIMEOUT_MS;
    const client = createSuperOfficeClient({
      upstream,
      caller: '',
      deadlineMs,
      cancellation,
      onCall,
    });
    // `onCall` gets the failure.
    await client.send(PROBE).catch(() => {});
    isProbing = false;
  }

  return {
    get isMisdirected() {
      return cancelNext !== undefined;
    },
    learn({ status, reason, durationMs }) {
      if (status === MISDIRECTED) {
        silentProbes = 0;
        if (cancelNext === undefined) {
          begin();
        }
        return;
      }
      const isAnswer = status !== undefined || reason === 'BAD_RESPONSE';
      if (cancelNext !== undefined && isAnswer && clock.now() - durationMs >= beganMs) {
        end('ANSWERED');
      }
    },
    stop() {
      cancelNext?.();
      stopped.abort();
    },
  };
}

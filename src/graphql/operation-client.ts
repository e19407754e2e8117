import type { CredentialMistake } from '../identity/credential.js';
import type { Session } from '../identity/session.js';
import {
  createSuperOfficeClient,
  type SuperOfficeClient,
  type SuperOfficeClientOptions,
} from '../superoffice/rest/client.js';
import type { SharedReadReport } from '../superoffice/rest/shared-reads.js';
import { Semaphore } from '../superoffice/semaphore.js';
import { PublicError } from './errors.js';

const MAX_IN_FLIGHT = 16;

export interface OperationClientOptions
  extends Omit<
    SuperOfficeClientOptions,
    'upstream' | 'caller' | 'credentialKey' | 'credential' | 'locale' | 'liableAddress'
  > {
  /** REST calls of the operation in all. */
  readonly maxRestCalls: number;
  /** Called for a read that shared another operation's call. */
  readonly onShared: (read: SharedReadReport) => void;
}

/** The REST API for one operation: with its caller's rights, with bounds, and with shared reads. */
export function createOperationClient(
  { tenant, identity, locale, key, credentialKey, liableAddress }: Session,
  {
    maxRestCalls,
    onShared,
    deadlineMs,
    cancellation,
    onCall,
    onRefusalText,
    startSpan,
    onWrite,
  }: OperationClientOptions,
): SuperOfficeClient {
  if (typeof identity === 'string') {
    return unauthenticatedClient(identity);
  }
  const { upstream, shareReads } = tenant;
  // Listed one by one: copying the options costs 1 % of a transfer's CPU time.
  const client = createSuperOfficeClient({
    upstream,
    caller: key,
    credentialKey,
    liableAddress,
    credential: () => identity.headers(),
    locale: locale.headers,
    deadlineMs,
    cancellation,
    onCall,
    onRefusalText,
    startSpan,
    onWrite,
  });
  if (shareReads === undefined) {
    return limitCalls(client, maxRestCalls);
  }
  const reader = { caller: key, headers: locale.headers, deadlineMs, cancellation, onShared };
  return limitCalls(shareReads(client, reader), maxRestCalls);
}

/** A client for one operation: at most 16 calls at a time, and `maxCalls` in all. */
export function limitCalls(client: SuperOfficeClient, maxCalls: number): SuperOfficeClient {
  const semaphore = new Semaphore(MAX_IN_FLIGHT);
  let calls = 0;
  return {
    async send(call) {
      calls += 1;
      if (calls > maxCalls) {
        throw new PublicError('OPERATION_LIMIT_EXCEEDED', { message: `Expected at most ${maxCalls} REST calls.` });
      }
      if (!semaphore.tryAcquire()) {
        await new Promise<void>((resolve) => semaphore.wait(resolve));
      }
      try {
        return await client.send(call);
      } finally {
        semaphore.release();
      }
    },
  };
}

const CREDENTIAL_SENTENCES: Readonly<Record<CredentialMistake, string>> = {
  missing:
    'A credential is missing: send Authorization with Basic, Bearer or SoTicket, or X-XSRF-TOKEN with the session cookies.',
  'incomplete cookies':
    'X-XSRF-TOKEN needs a session cookie that this server knows: send both, or Authorization with Basic, Bearer or SoTicket.',
  'no scheme': 'Expected Authorization to begin with Basic, Bearer or SoTicket.',
  'no token': 'Expected one token in Authorization, after Basic, Bearer or SoTicket.',
  'no base64': 'Expected user:password in base64 after Basic. Bearer and SoTicket take a token as it is.',
};

/** The client of a caller without a complete credential, which sends nothing. */
function unauthenticatedClient(mistake: CredentialMistake): SuperOfficeClient {
  return {
    async send() {
      throw unauthenticated(mistake);
    },
  };
}

/** The error for a caller without a complete credential. */
export function unauthenticated(mistake: CredentialMistake): PublicError {
  return new PublicError('UNAUTHENTICATED', { message: CREDENTIAL_SENTENCES[mistake] });
}

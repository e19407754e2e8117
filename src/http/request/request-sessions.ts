import type { IncomingMessage } from 'node:http';
import type { Config } from '../../config.js';
import { refusedForNow, TOO_MANY_CREDENTIALS } from '../../graphql/errors.js';
import type { Session, SessionOf } from '../../identity/session.js';
import type { Logger } from '../../log/logger.js';
import { clientAddress, type IsTrusted, networkOf } from './addresses.js';
import type { ReadCaller } from './caller.js';
import { warnOfForwarded } from './forwarded.js';
import { routerCheck } from './router-secret.js';

export interface RequestSessionsOptions {
  readonly config: Pick<Config, 'routerSecrets' | 'trustedProxies'>;
  readonly sessionOf: SessionOf;
  readonly isTrusted: IsTrusted;
  readonly logger: Logger;
}

/** The session of a request, or of the WebSocket that it opens. A WebSocket's caller may also come from its payload. */
export type RequestSessions = (request: IncomingMessage, caller: ReadCaller) => Session;

/** Recognises routers, and finds the address of a caller. The address is not charged for what a router sends. */
export function createRequestSessions({
  config,
  sessionOf,
  isTrusted,
  logger,
}: RequestSessionsOptions): RequestSessions {
  const isRouter = routerCheck(config.routerSecrets);
  const checkForwarded = warnOfForwarded(config.trustedProxies, logger);
  return (request, { identity, locale }) => {
    const address = () => networkOf(clientAddress(request, isTrusted));
    const isAllowed = isRouter(request.headers);
    const isBehindRouter = isAllowed && config.routerSecrets.length > 0;
    const liableAddress = isBehindRouter ? undefined : address;
    const session = sessionOf({ identity, locale, isRouter: isAllowed, address, liableAddress });
    if (!isBehindRouter) {
      checkForwarded(request.headers);
    }
    if (!session.isRouter) {
      delete request.headers['apollo-federation-include-trace'];
    }
    return session;
  };
}

/**
 * Refuses a request whose calls could not be sent, before its body is read.
 *
 * @throws {PublicError} `RATE_LIMITED`
 */
export function checkCredential({ tenant, identity, credentialKey, liableAddress }: Session): void {
  const waitMs = typeof identity === 'string' ? 0 : tenant.upstream.credentialGate.waitMs(credentialKey, liableAddress);
  if (waitMs > 0) {
    throw refusedForNow('RATE_LIMITED', waitMs, TOO_MANY_CREDENTIALS);
  }
}

import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from '../../log/logger.js';

/**
 * Warns once if a proxy sends `X-Forwarded-For` but is not trusted: all its clients then share one address and its limits.
 */
export function warnOfForwarded(
  trustedProxies: readonly string[],
  logger: Logger,
): (headers: IncomingHttpHeaders) => void {
  let isDone = trustedProxies.length > 0;
  return (headers) => {
    if (!isDone && headers['x-forwarded-for'] !== undefined) {
      isDone = true;
      logger.warn(
        'X-Forwarded-For arrived, but TRUSTED_PROXIES is not set: all clients behind a proxy count as one address',
      );
    }
  };
}

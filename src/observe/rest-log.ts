import type { ExecutionLog } from '../graphql/observers.js';
import type { Logger } from '../log/logger.js';
import type { CallReport } from '../superoffice/rest/client.js';
import type { MisdirectionChange } from '../superoffice/rest/misdirection.js';

/** The log of REST calls: no values, no headers. */
export interface RestLog extends ExecutionLog {
  /** @param requestId undefined: no request asked for the call. */
  onCall(call: CallReport, requestId: string | undefined): void;
  onMisdirection(change: MisdirectionChange): void;
}

const MAX_REFUSAL_TEXT = 200;

export function createRestLog(logger: Logger): RestLog {
  return {
    onCall(call, requestId) {
      const { effect, method, route, attempt, status, errorType, reason, code, bytes } = call;
      const durationMs = Math.round(call.durationMs);
      const fields = { requestId, effect, method, route, attempt, durationMs, status, errorType, reason, code, bytes };
      logger[isFailed(call) ? 'warn' : 'info'](fields, 'REST call');
      if (call.isPathNotFound) {
        logger.warn({ requestId, route }, 'A web server answered 404, not SuperOffice: check SUPEROFFICE_URL');
      }
      if (code === 'REDIRECT' || code === 'WEB_PAGE') {
        logger.warn(
          { requestId, route },
          'A web page or a redirect came instead of an answer, such as to a login: check SUPEROFFICE_URL',
        );
      }
    },

    onShared(read, requestId) {
      const fields = { requestId, ...read, durationMs: Math.round(read.durationMs) };
      logger[read.reason === undefined ? 'info' : 'warn'](fields, 'REST call shared');
    },

    onRefusalText({ route }, text, requestId) {
      logger.warn({ requestId, route, upstreamMessage: text.slice(0, MAX_REFUSAL_TEXT) }, 'SuperOffice refused');
    },

    onMisdirection(change) {
      switch (change) {
        case 'MOVED':
          logger.error('SuperOffice says that the tenant has moved: change SUPEROFFICE_URL');
          break;
        case 'ANSWERED':
          logger.info('SuperOffice answers for the tenant again');
          break;
        case 'UNCONFIRMED':
          logger.warn('SuperOffice does not confirm that the tenant has moved: the server is ready again');
      }
    },
  };
}

/** Whether a call got no answer, or a refusal. For a read, a missing record is an answer: null. */
function isFailed({ effect, status, errorType, isPathNotFound }: CallReport): boolean {
  const isAbsent = effect === 'read' && status === 404 && !isPathNotFound;
  return !isAbsent && (status === undefined || status >= 400 || errorType !== undefined);
}

import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../context.js';
import type { ErrorCode } from '../errors.js';
import { MAX_NAME_LENGTH } from './operation-log.js';

/** Reports operations to those who count and trace them. */
export function operationReportPlugin(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ contextValue: { onEnd } }) {
      if (onEnd === undefined) {
        return;
      }
      const startedMs = performance.now();
      return {
        async willSendResponse({ operation, response: { body } }) {
          const { data, errors } = body.kind === 'single' ? body.singleResult : body.initialResult;
          onEnd({
            type: operation?.operation,
            name: operation?.name?.value.slice(0, MAX_NAME_LENGTH),
            durationMs: performance.now() - startedMs,
            isExecuted: data !== undefined,
            code: errors?.[0]?.extensions?.code as ErrorCode | undefined,
          });
        },
      };
    },
  };
}

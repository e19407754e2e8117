import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../context.js';

/** Adds `extensions.rest` to the answers of those who asked for it. */
export function restReportPlugin(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ contextValue: { recorder } }) {
      if (recorder === undefined) {
        return;
      }
      return {
        async willSendResponse({ response: { body } }) {
          if (body.kind === 'single') {
            body.singleResult.extensions = { ...body.singleResult.extensions, rest: recorder.report() };
          }
        },
      };
    },
  };
}

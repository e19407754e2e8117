// gateway.config.mjs, for: hive-gateway supergraph --config-path gateway.config.mjs
const FORWARDED = /^(accept-language|authorization|cookie|so-[a-z]+|x-request-id|x-xsrf-token)$/;

export const gatewayConfig = {
  supergraph: 'supergraph.graphql',
  propagateHeaders: {
    fromClientToSubgraphs({ request, subgraphName }) {
      if (subgraphName !== 'superoffice') {
        return {};
      }
      const forwarded = [...request.headers].filter(([name]) => FORWARDED.test(name));
      return { ...Object.fromEntries(forwarded), 'x-router-secret': process.env.ROUTER_SECRET };
    },
  },
  // Not for subscriptions, which it would end.
  upstreamTimeout: ({ subgraphName, executionRequest: { operationType } }) =>
    subgraphName === 'superoffice' && operationType !== 'subscription' ? 13_000 : undefined,
};

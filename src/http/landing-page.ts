import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import type { RequestContext } from '../graphql/context.js';

/** A request that works, for those who try the server out. */
export interface Example {
  /** Value of the `Authorization` header. */
  readonly authorization: string;
  readonly sessionId: string;
  readonly toAssociate: string;
}

export const TRANSFER_MUTATION = `mutation Transfer($id: ID!, $toAssociate: String!) {
  transferChatSession(id: $id, toAssociate: $toAssociate) {
    id
    status
    user { id fullName }
    transferTo { id fullName }
    person { fullName email contact { name country { name } } }
  }
}
`;

/** Apollo Sandbox, embedded, with the transfer ready to run. The page takes the endpoint from its own address. */
export function landingPage(example: Example | undefined): ApolloServerPlugin<RequestContext> {
  return ApolloServerPluginLandingPageLocalDefault({
    document: TRANSFER_MUTATION,
    variables: { id: example?.sessionId ?? '', toAssociate: example?.toAssociate ?? '' },
    headers: { authorization: example?.authorization ?? '' },
    includeCookies: false,
    embed: {
      endpointIsEditable: false,
      initialState: { pollForSchemaUpdates: false },
      runTelemetry: false,
    },
  });
}

import { commitMutation, fetchQuery, graphql } from 'relay-runtime';
import type { deskMeQuery } from './__generated__/deskMeQuery.graphql';
import type { deskTransferMutation } from './__generated__/deskTransferMutation.graphql';
import { environment } from './environment';

// biome-ignore lint/suspicious/noConsole: the test reads what the program prints.
const print = console.log;

const ME = graphql`
  query deskMeQuery {
    me {
      id
      fullName
    }
  }
`;
const TRANSFER = graphql`
  mutation deskTransferMutation($id: ID!, $toAssociate: String!) {
    transferChatSession(id: $id, toAssociate: $toAssociate) {
      id
      transferTo {
        id
        fullName
      }
    }
  }
`;

/** Which `@types/relay-runtime` leaves out. */
interface WithExtensions {
  readonly extensions?: { readonly code?: string; readonly outcome?: string };
}

const transfer = (id: string) =>
  new Promise<void>((resolve, onError) => {
    commitMutation<deskTransferMutation>(environment, {
      mutation: TRANSFER,
      variables: { id, toAssociate: '3' },
      onError,
      onCompleted: ({ transferChatSession }, errors) => {
        const { code, outcome } = (errors?.[0] as WithExtensions | undefined)?.extensions ?? {};
        print(transferChatSession?.transferTo?.fullName ?? `${code} ${outcome}`);
        resolve();
      },
    });
  });

const data = await fetchQuery<deskMeQuery>(environment, ME, {}).toPromise();
print(data?.me?.fullName);
await transfer('549');
await transfer('1');

import { fetchQuery, graphql } from 'relay-runtime';
import type { pagesQuery } from './__generated__/pagesQuery.graphql';
import { environment } from './environment';

// biome-ignore lint/suspicious/noConsole: the test reads what the program prints.
const print = console.log;

const PAGE = graphql`
  query pagesQuery($after: String) {
    chatSessions(first: 2, after: $after) @connection(key: "pages_chatSessions") {
      edges {
        node {
          id
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`;

/** What the connection holds in the store, after each of two pages. */
let after: string | null | undefined;
for (const _page of [1, 2]) {
  const data = await fetchQuery<pagesQuery>(environment, PAGE, { after }).toPromise();
  print(JSON.stringify(data?.chatSessions?.edges?.map((edge) => edge?.node?.id)));
  after = data?.chatSessions?.pageInfo.endCursor;
}

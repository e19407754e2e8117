import { fetchQuery, graphql } from 'relay-runtime';
import type { namesakesQuery } from './__generated__/namesakesQuery.graphql';
import { environment } from './environment';

// biome-ignore lint/suspicious/noConsole: the test reads what the program prints.
const print = console.log;

/** Records of several types that have the same id. */
const NAMESAKES = graphql`
  query namesakesQuery {
    user(id: 3) {
      id
      fullName
    }
    person(id: 3) {
      id
      fullName
    }
    category(id: 3) {
      id
      value
    }
    position(id: 3) {
      id
      value
    }
    ticketStatus(id: 3) {
      id
      name
    }
    ticketType(id: 3) {
      id
      name
    }
  }
`;

print(JSON.stringify(await fetchQuery<namesakesQuery>(environment, NAMESAKES, {}).toPromise()));

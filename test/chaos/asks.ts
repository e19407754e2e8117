import type { ErrorCode } from '../../src/graphql/error-codes.js';
import type { Random } from '../../src/sandbox/data/random.js';

/** A request to the server, and its expected result. */
export interface Ask {
  readonly name: string;
  readonly body: string;
  /** Besides the caller's own, or in their place; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>;
  /** Fields of the answer that belong to a write, with its unique value. */
  readonly writes?: Readonly<Record<string, string>>;
  /** How it must be refused; undefined if it must be executed. */
  readonly refusal?: { readonly status: number; readonly code: ErrorCode };
  /** When the caller leaves; by default it waits for the answer. */
  readonly leaveAfterMs?: number;
}

const SESSION = '{ id customerAlias lastMessage user { fullName } transferTo { userName } person { fullName } }';
const TRANSFER = `mutation Transfer($id: ID!, $to: String!) { transfer: transferChatSession(id: $id, toAssociate: $to) ${SESSION} }`;
const TWO_TRANSFERS = `mutation Transfers($id: ID!, $to: String!, $otherId: ID!, $other: String!) {
  first: transferChatSession(id: $id, toAssociate: $to) ${SESSION}
  second: transferChatSession(id: $otherId, toAssociate: $other) ${SESSION}
}`;
const MESSAGE = `mutation Message($id: ID!, $message: ChatMessageInput!) {
  message: addChatMessage(id: $id, message: $message) { id message session { id customerAlias } }
}`;
const READ = `query Read($id: ID!, $person: ID!) {
  chatSession(id: $id) { id customerAlias topic { name } messages { message } person { fullName contact { name } } }
  person(id: $person) { id fullName contact { name } }
  me { fullName }
}`;
const LIST = `query List { chatSessionsForCurrentUser ${SESSION} }`;

/** Sessions that all callers read. Those that a caller writes to are its own. */
const SHARED_SESSIONS = 10;
const OWN_SESSIONS = 30;

/** Makes the requests of one caller. No two of its writes are the same. */
export function createAsks(random: Random, caller: number): { next(): Ask; each(): readonly Ask[] } {
  let writes = 0;
  const unique = (kind: string) => {
    writes += 1;
    return `canary${kind}-${caller}-${writes}`;
  };
  const ownId = () => 1000 * (caller + 1) + random.int(1, OWN_SESSIONS);
  const operation = (query: string, variables: object = {}) => JSON.stringify({ query, variables });

  const transfer = (): Ask => {
    const to = unique('target');
    return { name: 'transfer', body: operation(TRANSFER, { id: ownId(), to }), writes: { transfer: to } };
  };
  const twoTransfers = (): Ask => {
    const [to, other] = [unique('target'), unique('target')];
    return {
      name: 'two transfers',
      body: operation(TWO_TRANSFERS, { id: ownId(), to, otherId: 1000 * (caller + 1), other }),
      writes: { first: to, second: other },
    };
  };
  const addMessage = (): Ask => {
    const message = unique('message');
    return {
      name: 'message',
      body: operation(MESSAGE, { id: ownId(), message: { message } }),
      writes: { message },
    };
  };
  const read = (): Ask => ({
    name: 'read',
    body: operation(READ, { id: random.int(1, SHARED_SESSIONS), person: random.int(1, SHARED_SESSIONS) }),
  });
  const list = (): Ask => ({ name: 'list', body: operation(LIST) });
  const bad = (): Ask => random.pick(BAD_ASKS)({ transfer, read, badTarget: `canary\u0000${unique('target')}` });
  const leave = (): Ask => ({ ...random.pick([transfer, read])(), name: 'leave', leaveAfterMs: random.int(0, 200) });

  const kinds = [
    transfer,
    transfer,
    transfer,
    twoTransfers,
    addMessage,
    addMessage,
    read,
    read,
    read,
    list,
    bad,
    leave,
  ];
  return {
    next: () => random.pick(kinds)(),
    each: () => [transfer, addMessage, read, list].map((make) => make()),
  };
}

interface GoodParts {
  readonly transfer: () => Ask;
  readonly read: () => Ask;
  readonly badTarget: string;
}

const BAD_ASKS: readonly ((parts: GoodParts) => Ask)[] = [
  ({ badTarget }) => ({
    name: 'bad user name',
    body: JSON.stringify({ query: TRANSFER, variables: { id: 1, to: badTarget } }),
    writes: { transfer: badTarget },
    refusal: { status: 200, code: 'BAD_USER_INPUT' },
  }),
  ({ read }) => ({
    ...read(),
    name: 'no credential',
    headers: { authorization: null },
    refusal: { status: 200, code: 'UNAUTHENTICATED' },
  }),
  ({ read }) => ({
    ...read(),
    name: 'two credentials',
    headers: { authorization: ['Bearer canarycredential-1', 'Bearer canarycredential-2'] },
    refusal: { status: 400, code: 'BAD_REQUEST' },
  }),
  ({ read }) => ({
    ...read(),
    name: 'text/plain',
    headers: { 'content-type': 'text/plain' },
    refusal: { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
  }),
  () => ({
    name: 'broken JSON',
    body: '{"query":"canary',
    refusal: { status: 400, code: 'BAD_REQUEST' },
  }),
  () => ({
    name: 'unknown field',
    body: JSON.stringify({ query: '{ unheard(of: "canary") }' }),
    refusal: { status: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
  }),
  () => ({
    name: 'body too large',
    body: JSON.stringify({ query: `# ${'canary'.repeat(20_000)}` }),
    refusal: { status: 413, code: 'PAYLOAD_TOO_LARGE' },
  }),
];

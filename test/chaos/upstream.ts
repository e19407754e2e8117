import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { dataFor, type Identity } from './canaries.js';
import type { WrongAnswer } from './faults.js';

/** The real outcome of a write, which only SuperOffice knows. */
export interface ReceivedWrite {
  readonly times: number;
  readonly wasDone: boolean;
  readonly wasRefused: boolean;
}

export interface Upstream {
  /** REST root, ending in a slash. */
  readonly url: string;
  /** By a write's unique value: the target of a transfer, the text of a message. */
  readonly writes: ReadonlyMap<string, ReceivedWrite>;
  /** Requests that are not calls of the REST API. */
  readonly strangeCalls: readonly string[];
  /** Visitors write one more message in one of `STREAM_SESSIONS`. */
  addMessage(session: number): void;
  /** Their number, and the id of the last one. */
  messagesIn(session: number): number;
  stop(): Promise<void>;
}

export interface UpstreamOptions {
  /** Asked about each call; undefined is answered as it should be. */
  readonly wrongAnswer: (method: string, path: string) => WrongAnswer | undefined;
}

const ROOT = '/api/v1/';

/** Id of a session whose last message is so long that an answer can be far larger than what the kernel keeps of it. */
export const LONG_SESSION = 900_000;
/** Ids of sessions in which only visitors write: messages 1, 2, 3 and so on. */
export const STREAM_SESSIONS = [700_001, 700_002, 700_003, 700_004];
const LONG_MESSAGE = 'x'.repeat(1_200_000);

/** A call as a route sees it: the parameters of the path, the caller, and the body. */
interface Call {
  readonly params: readonly string[];
  readonly caller: Partial<Identity>;
  // biome-ignore lint/suspicious/noExplicitAny: each route knows its body.
  readonly body: any;
}

interface Route {
  readonly pattern: RegExp;
  answer(call: Call): unknown;
  /** The unique value of a write; undefined for a read. */
  writeOf?(call: Call): string;
}

/** A SuperOffice that says in every text who may see it, and records each write. */
export async function startUpstream({ wrongAnswer }: UpstreamOptions): Promise<Upstream> {
  const writes = new Map<string, ReceivedWrite>();
  const strangeCalls: string[] = [];
  const written = new Map(STREAM_SESSIONS.map((session) => [session, 0]));
  const messagesIn = (session: number) => written.get(session) ?? 0;
  const routes = createRoutes(messagesIn);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const sent = await text(request);
    const path = url.slice(ROOT.length);
    const route = routes.find(({ pattern }) => pattern.test(`${method} ${path}`));
    if (route === undefined) {
      strangeCalls.push(`${method} ${path}`);
      response.writeHead(404).end();
      return;
    }
    const call = {
      params: (route.pattern.exec(`${method} ${path}`) ?? []).slice(1).map((param = '') => decodeURIComponent(param)),
      caller: headers as Partial<Identity>,
      body: sent === '' ? undefined : JSON.parse(sent),
    };
    const wrong = wrongAnswer(method, path);
    const wasRefused = wrong !== undefined && (wrong.isRefusal === true || (wrong.status >= 400 && wrong.status < 500));
    // With any other wrong answer, the request is still executed.
    const right = wasRefused ? undefined : JSON.stringify(route.answer(call));
    const write = route.writeOf?.(call);
    if (write !== undefined) {
      const before = writes.get(write);
      writes.set(write, { times: (before?.times ?? 0) + 1, wasDone: !wasRefused, wasRefused });
    }
    response.writeHead(wrong?.status ?? 200, wrong?.headers ?? { 'content-type': 'application/json' });
    response.end(wrong?.body ?? right);
  }

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${ROOT}`,
    writes,
    strangeCalls,
    addMessage: (session) => void written.set(session, messagesIn(session) + 1),
    messagesIn,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createRoutes(messagesIn: Upstream['messagesIn']): readonly Route[] {
  const transfers = new Map<number, string>();
  let lastMessageId = 0;

  const lastMessage = (id: number, data: string) => {
    if (id === LONG_SESSION) {
      return LONG_MESSAGE;
    }
    return STREAM_SESSIONS.includes(id) ? `${data} ${messagesIn(id)}` : data;
  };
  const session = (id: number, caller: Partial<Identity>) => {
    const data = dataFor(caller);
    const target = transfers.get(id);
    return {
      ChatSessionId: id,
      SessionKey: 'canarysessionkey',
      TopicId: 819,
      Status: 'UserLast',
      CustomerAlias: data,
      LastMessage: lastMessage(id, data),
      User: { AssociateId: 5, FullName: data },
      TransferTo: target === undefined ? null : { AssociateId: 3, Name: target, UserName: target, FullName: data },
      Person: { PersonId: 65, FullName: data, ContactId: 7 },
    };
  };
  const message = (id: number, sessionId: number, words: string) => ({
    ChatMessageId: id,
    ChatSessionId: sessionId,
    Message: words,
    Type: 'ToCustomer',
  });

  return [
    {
      pattern: /^GET ChatSession\/ForCurrentUser$/,
      answer: ({ caller }) => [1, 2, 3, ...STREAM_SESSIONS].map((id) => session(id, caller)),
    },
    {
      pattern: /^GET ChatSession\/(\d+)$/,
      answer: ({ params: [id], caller }) => session(Number(id), caller),
    },
    {
      pattern: /^POST ChatSession\/(\d+)\/TransferTo\/([^/]+)$/,
      answer: ({ params: [id, target = ''], caller }) => {
        transfers.set(Number(id), target);
        return session(Number(id), caller);
      },
      writeOf: ({ params: [, target = ''] }) => target,
    },
    {
      pattern: /^GET ChatSession\/(70000\d)\/Messages(?:\?after=(\d+))?$/,
      answer: ({ params: [id, after], caller }) =>
        Array.from({ length: messagesIn(Number(id)) }, (_, i) => i + 1)
          .filter((messageId) => messageId > Number(after ?? 0))
          .map((messageId) => message(messageId, Number(id), dataFor(caller))),
    },
    {
      pattern: /^GET ChatSession\/(\d+)\/Messages$/,
      answer: ({ params: [id], caller }) => [1, 2].map((messageId) => message(messageId, Number(id), dataFor(caller))),
    },
    {
      pattern: /^POST ChatSession\/(\d+)\/Messages$/,
      answer: ({ params: [id], body }) => {
        lastMessageId += 1;
        return message(lastMessageId, Number(id), body.Message);
      },
      writeOf: ({ body }) => body.Message,
    },
    {
      pattern: /^GET ChatTopic\/(\d+)$/,
      answer: ({ params: [id], caller }) => ({ ChatTopicId: Number(id), Name: dataFor(caller) }),
    },
    {
      pattern: /^POST Agents\/Person\/GetPersonList$/,
      answer: ({ body, caller }) =>
        body.map((id: number) => ({ PersonId: id, FullName: dataFor(caller), ContactId: 7 })),
    },
    {
      pattern: /^POST Agents\/Contact\/GetContactList$/,
      answer: ({ body, caller }) => body.map((id: number) => ({ ContactId: id, Name: dataFor(caller) })),
    },
    {
      pattern: /^GET User\/currentAssociate$/,
      answer: ({ caller }) => ({ AssociateId: 5, FullName: dataFor(caller) }),
    },
  ];
}

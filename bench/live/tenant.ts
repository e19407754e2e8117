import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRecordAnswers, listOf } from '../record-answers.js';
import { sessions as records } from '../records.js';
import { KEEP_ALIVE_MS, send, textOf } from '../serve-text.js';
import { clockMs } from './clock.js';
import type { TenantCalls, TenantShape } from './tenant-process.js';

/**
 * A stand-in SuperOffice whose sessions change. Agents belong to teams; each team sees the sessions of one topic, all of which
 * wait in the queue. A session that changes says in its last message when it did. A transfer is a change; the session stays
 * in the queue.
 *
 * Besides the REST API, `POST /__shape` says what there is, `POST /__change?session=1` changes a session, and `POST /__calls`
 * answers how many calls there were since it was last asked.
 */

const ROOT = '/api/v1/';

interface Team {
  readonly texts: string[];
  /** Undefined if a session has changed since. */
  list: Buffer | undefined;
}

const answerOf = createRecordAnswers();
let shape: TenantShape = { teams: 1, sessions: 1, textBytes: 0, isRestless: false };
let teams: Team[] = [];
let calls = 0;
let lists = 0;
/** Changes of a restless tenant. */
let number = 0;

const server = createServer(async (request, response) => {
  const { method = '', url = '', headers } = request;
  const body = method === 'GET' ? '' : await textOf(request);
  if (!url.startsWith(ROOT)) {
    control(new URL(url, 'http://localhost'), body, response);
    return;
  }
  calls += 1;
  const agent = /^Bearer agent-(\d+)$/.exec(headers.authorization ?? '')?.[1];
  if (agent === undefined) {
    response.writeHead(401).end();
    return;
  }
  send(response, find(method, url.slice(ROOT.length), body, Number(agent)));
});
server.keepAliveTimeout = KEEP_ALIVE_MS;
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}${ROOT}\n`);
});

function find(method: string, path: string, body: string, agent: number): Buffer | undefined {
  if (path === 'ChatSession/ForCurrentUser') {
    return listFor(teams[agent % shape.teams] as Team);
  }
  const transferred = /^ChatSession\/(\d+)\/TransferTo\//.exec(path)?.[1];
  return transferred === undefined ? answerOf(method, path, body).answer : change(Number(transferred));
}

function listFor(team: Team): Buffer {
  lists += 1;
  if (shape.isRestless) {
    number += 1;
    for (const index of team.texts.keys()) {
      team.texts[index] = textOfSession(teams.indexOf(team) * shape.sessions + index + 1, `change ${number}`);
    }
    team.list = undefined;
  }
  team.list ??= listOf(team.texts);
  return team.list;
}

function change(id: number): Buffer | undefined {
  const team = teams[Math.floor((id - 1) / shape.sessions)];
  if (team === undefined) {
    return undefined;
  }
  const text = textOfSession(id, `changed at ${clockMs()}`);
  team.texts[(id - 1) % shape.sessions] = text;
  team.list = undefined;
  return Buffer.from(text);
}

/** Team 0 has the sessions from 1 on. */
function textOfSession(id: number, message: string): string {
  return JSON.stringify({
    ...records[(id - 1) % records.length],
    ChatSessionId: id,
    TopicId: Math.floor((id - 1) / shape.sessions) + 1,
    Status: 'InQueue',
    LastMessage: message.padEnd(shape.textBytes, '.'),
  });
}

function control({ pathname, searchParams }: URL, body: string, response: ServerResponse): void {
  if (pathname === '/__shape') {
    shape = JSON.parse(body);
    number = 0;
    teams = Array.from({ length: shape.teams }, (_, team) => ({
      texts: Array.from({ length: shape.sessions }, (_, index) =>
        textOfSession(team * shape.sessions + index + 1, 'nothing yet'),
      ),
      list: undefined,
    }));
  }
  if (pathname === '/__change') {
    change(Number(searchParams.get('session')));
  }
  const counted: TenantCalls = { calls, lists };
  if (pathname !== '/__change') {
    calls = 0;
    lists = 0;
  }
  send(response, Buffer.from(JSON.stringify(counted)));
}

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRecordAnswers, type Found, listOf } from './record-answers.js';
import { sessions, transferred } from './records.js';
import { KEEP_ALIVE_MS, send, textOf } from './serve-text.js';

/**
 * The stand-in SuperOffice: every answer was serialised before it is asked for, and callers without a credential are
 * refused. Besides the REST API, `GET /__calls` answers how many calls there were since it was last asked, with the
 * routes that each probing caller's credential was used for, and
 * `GET /__desk?sessions=50&delayMs=0` says how long a desk's list is and how long each answer takes.
 */

const ROOT = '/api/v1/';

/** How the credentials of probing callers begin. */
const PROBE = 'Bearer probe-';

const transfer = Buffer.from(JSON.stringify(transferred));
const sessionTexts = sessions.map((session) => JSON.stringify(session));

let desk = listOf(sessionTexts.slice(0, 50));
let delayMs = 0;
let calls = 0;
let routesOf: Record<string, readonly string[]> = {};

const recordsOf = createRecordAnswers();

const server = createServer(async (request, response) => {
  const { method = '', url = '' } = request;
  const body = method === 'GET' ? '' : await textOf(request);
  if (!url.startsWith(ROOT)) {
    control(new URL(url, 'http://localhost'), response);
    return;
  }
  const { authorization } = request.headers;
  if (authorization === undefined) {
    response.writeHead(401).end();
    return;
  }
  const { route, answer } = find(method, url.slice(ROOT.length), body);
  calls += 1;
  if (authorization.startsWith(PROBE)) {
    routesOf[authorization] = [...new Set([...(routesOf[authorization] ?? []), route])].sort();
  }
  if (delayMs === 0) {
    send(response, answer);
  } else {
    setTimeout(send, delayMs, response, answer);
  }
});
server.keepAliveTimeout = KEEP_ALIVE_MS;
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}${ROOT}\n`);
});

function find(method: string, path: string, body: string): Found {
  if (path === 'ChatSession/ForCurrentUser') {
    return { route: 'GET ChatSession/ForCurrentUser', answer: desk };
  }
  if (path.startsWith('ChatSession/')) {
    return { route: 'POST ChatSession/{id}/TransferTo/{toAssociate}', answer: transfer };
  }
  return recordsOf(method, path, body);
}

function control({ pathname, searchParams }: URL, response: ServerResponse): void {
  if (pathname === '/__desk') {
    desk = listOf(sessionTexts.slice(0, Number(searchParams.get('sessions'))));
    delayMs = Number(searchParams.get('delayMs'));
  }
  const counted = { calls, routesOf };
  calls = 0;
  routesOf = {};
  send(response, Buffer.from(JSON.stringify(counted)));
}

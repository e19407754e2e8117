import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { associates, type Carrier, contacts, countries, persons, sessions, transferred } from './records.js';

/**
 * The stand-in SuperOffice: every answer was serialised before it is asked for, and callers without a credential are
 * refused. Besides the REST API, `GET /__calls` answers how many calls there were since it was last asked, with the
 * routes that each probing caller's credential was used for, and
 * `GET /__desk?sessions=50&delayMs=0` says how long a desk's list is and how long each answer takes.
 */

const ROOT = '/api/v1/';

/** Longer than any contender rests between two of its rounds. */
const KEEP_ALIVE_MS = 3_600_000;

/** How the credentials of probing callers begin. */
const PROBE = 'Bearer probe-';

/** Those who collect ids in an order of their own each time would otherwise fill the memory. */
const MAX_KNOWN = 10_000;

interface Kind {
  readonly key: string;
  readonly byId: ReadonlyMap<number, string>;
}

function kindOf(key: string, records: readonly Carrier[]): Kind {
  return { key, byId: new Map(records.map((record) => [record[key] as number, JSON.stringify(record)])) };
}

const associate = kindOf('AssociateId', associates);
const contact = kindOf('ContactId', contacts);
const country = kindOf('CountryId', countries);
const person = kindOf('PersonId', persons);

const BATCHES: Readonly<Record<string, Kind>> = {
  'Agents/Associate/GetAssociateList': associate,
  'Agents/Contact/GetContactList': contact,
  'Agents/List/GetCountryList': country,
  'Agents/Person/GetPersonList': person,
};

const RECORDS: readonly (readonly [path: RegExp, route: string, kind: Kind])[] = [
  [/^GET Contact\/(\d+)\/Simple$/, 'GET Contact/{id}/Simple', contact],
  [/^GET Person\/(\d+)\/Simple$/, 'GET Person/{id}/Simple', person],
  [/^GET List\/Country\/Items\/(\d+)$/, 'GET List/Country/Items/{id}', country],
  [/^POST Agents\/Associate\/GetAssociate\?associateId=(\d+)$/, 'POST Agents/Associate/GetAssociate', associate],
];

const transfer = Buffer.from(JSON.stringify(transferred));
const sessionTexts = sessions.map((session) => JSON.stringify(session));

let desk = listOf(sessionTexts.slice(0, 50));
let delayMs = 0;
let calls = 0;
let routesOf: Record<string, readonly string[]> = {};

interface Found {
  readonly route: string;
  /** None: 404. */
  readonly answer: Buffer | undefined;
}

/** What was asked, `POST Agents/Person/GetPersonList [1,2]`, and its answer. */
const known = new Map<string, Found>();

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

function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => resolve(text));
  });
}

function send(response: ServerResponse, answer: Buffer | undefined): void {
  const body = answer ?? Buffer.from('{"Error":true}');
  response.writeHead(answer === undefined ? 404 : 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
  });
  response.end(body);
}

function find(method: string, path: string, body: string): Found {
  if (path === 'ChatSession/ForCurrentUser') {
    return { route: 'GET ChatSession/ForCurrentUser', answer: desk };
  }
  if (path.startsWith('ChatSession/')) {
    return { route: 'POST ChatSession/{id}/TransferTo/{toAssociate}', answer: transfer };
  }
  const asked = `${method} ${path} ${body}`;
  let found = known.get(asked);
  if (found === undefined) {
    found = look(method, path, body);
    if (known.size >= MAX_KNOWN) {
      known.clear();
    }
    known.set(asked, found);
  }
  return found;
}

function look(method: string, path: string, body: string): Found {
  const [route = '', query] = path.split('?');
  const batch = BATCHES[route];
  if (batch !== undefined) {
    const ids = method === 'POST' ? (JSON.parse(body) as number[]) : idsIn(query, batch);
    return { route: `${method} ${route}`, answer: listOf(ids.flatMap((id) => batch.byId.get(id) ?? [])) };
  }
  for (const [pattern, template, { byId }] of RECORDS) {
    const id = pattern.exec(`${method} ${path}`)?.[1];
    if (id !== undefined) {
      return { route: template, answer: Buffer.from(byId.get(Number(id)) ?? 'null') };
    }
  }
  return { route: `${method} ${route}`, answer: undefined };
}

/** SuperOffice has no batches by GET: this one is granted to who can batch nothing else. */
function idsIn(query: string | undefined, { key }: Kind): number[] {
  return new URLSearchParams(query).getAll(key).map(Number);
}

function listOf(records: readonly string[]): Buffer {
  return Buffer.from(`[${records.join(',')}]`);
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

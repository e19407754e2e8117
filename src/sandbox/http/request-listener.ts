import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Tenant } from '../tenant.js';
import { apiVersions } from './api-versions.js';
import { authenticate } from './credentials.js';
import { asRefusal, badArgument, errorCarrier, Refusal } from './errors.js';
import { type IisRefusal, refuseLikeIis, webServerNotFound } from './iis.js';
import { localize, readLocale } from './locale.js';
import { negotiate, serialize } from './negotiate.js';
import { findRoute, NO_CONTENT, type Route, type SlowRoute } from './route.js';

const MAX_BODY_BYTES = 1024 * 1024;

export interface RequestListenerOptions {
  readonly tenant: Tenant;
  readonly routes: readonly (Route | SlowRoute)[];
  /** Refuses what IIS refuses before SuperOffice sees it. */
  readonly likeIis: boolean;
}

/** Receives requests and sends answers. Requests without access do not reach a route. */
export function createRequestListener(options: RequestListenerOptions): RequestListener {
  return (request, response) => {
    answer(request, options).then(
      (reply) => send(response, reply),
      (error: unknown) => send(response, refusalReply(asRefusal(error))),
    );
  };
}

interface Reply {
  readonly status: number;
  readonly content?: { readonly type: string; readonly text: string };
  readonly headers?: Readonly<Record<string, string>>;
}

async function answer(request: IncomingMessage, { tenant, routes, likeIis }: RequestListenerOptions): Promise<Reply> {
  const method = request.method ?? 'GET';
  const url = readUrl(request.url ?? '/');
  const refused = likeIis && refuseLikeIis({ method, rawPath: url.pathname, hasLength: hasLength(request) });
  if (refused) {
    return pageReply(refused);
  }
  const restRoot = `http://127.0.0.1:${request.socket.localPort}/api/v1/`;
  const [api = '', version = '', ...segments] = readSegments(url.pathname);
  if (api.toLowerCase() !== 'api') {
    return pageReply(webServerNotFound());
  }
  if (version === '' && segments.length === 0 && method === 'GET') {
    return versionsReply(request, restRoot);
  }
  if (version.toLowerCase() !== 'v1') {
    return pageReply(webServerNotFound());
  }

  const caller = authenticate(request, tenant);
  const { route, params } = findRoute(routes, method, segments);
  const mediaType = negotiate(request.headers.accept);
  const locale = readLocale(request.headers);
  const { body, bodyType } = method === 'GET' ? NO_BODY : await readJson(request, route.bodyTypes);

  const answered = await route.answer({
    caller,
    params,
    query: url.searchParams,
    headers: request.headers,
    body,
    bodyType,
    locale,
    restRoot,
  });
  // Its official client tells readers to look here for the time zone of dates.
  const headers = { 'SO-TimeZone': locale.timeZone };
  if (answered === NO_CONTENT) {
    return { status: 204, headers };
  }
  const text = serialize(mediaType, answered.carrier, localize(answered.value, locale));
  return { status: 200, headers, content: { type: `${mediaType}; charset=utf-8`, text } };
}

function send(response: ServerResponse, { status, content, headers }: Reply): void {
  response.writeHead(status, {
    ...headers,
    ...(content && { 'Content-Type': content.type, 'Content-Length': Buffer.byteLength(content.text) }),
  });
  response.end(content?.text);
}

function refusalReply(refusal: Refusal): Reply {
  return {
    status: refusal.status,
    content: { type: 'application/json; charset=utf-8', text: JSON.stringify(errorCarrier(refusal)) },
    headers: refusal.headers,
  };
}

function pageReply({ status, html }: IisRefusal): Reply {
  return { status, content: { type: 'text/html; charset=us-ascii', text: html } };
}

/**
 * A page, unless the request asks for JSON. It needs no credential here; whether a tenant requires one is not documented.
 */
function versionsReply({ headers }: IncomingMessage, restRoot: string): Reply {
  const versions = apiVersions(restRoot);
  if (headers.accept?.includes('json')) {
    return { status: 200, content: { type: 'application/json; charset=utf-8', text: JSON.stringify(versions) } };
  }
  const text = `<!DOCTYPE html>\r\n<html><body><h1>${versions.NetServer}</h1></body></html>\r\n`;
  return { status: 200, content: { type: 'text/html; charset=utf-8', text } };
}

/** Folds `..` as every web server does, and decodes nothing. */
function readUrl(target: string): URL {
  try {
    // Appended to the host unchanged: a target that starts with two slashes would be read as another host.
    if (target.startsWith('/')) {
      return new URL(`http://127.0.0.1${target}`);
    }
  } catch {
    // Refused below.
  }
  throw badArgument('The request target is malformed.');
}

/** The path, cut at its slashes and only then percent-decoded. */
function readSegments(rawPath: string): readonly string[] {
  try {
    return rawPath.slice(1).split('/').map(decodeURIComponent);
  } catch {
    throw badArgument('The path has a malformed percent-encoding.');
  }
}

function hasLength({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

const NO_BODY = { body: undefined, bodyType: '' } as const;

async function readJson(request: IncomingMessage, bodyTypes: readonly string[]) {
  const bytes = await readBytes(request);
  if (bytes.length === 0) {
    return NO_BODY;
  }
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  const bodyType = type.trim().toLowerCase();
  if (!bodyTypes.includes(bodyType) || request.headers['content-encoding'] !== undefined) {
    throw new Refusal(415, 'NotSupportedException', `A request body must be plain ${bodyTypes.join(' or ')}.`);
  }
  try {
    const body: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return { body, bodyType };
  } catch {
    throw badArgument('The request body is no JSON.');
  }
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  // A body that is too long is read to its end: an answer before that is often lost to a connection reset.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) {
      chunks.push(chunk);
    }
  }
  if (length > MAX_BODY_BYTES) {
    throw new Refusal(413, 'HttpException', 'The request body is longer than 1 MiB.');
  }
  return Buffer.concat(chunks);
}

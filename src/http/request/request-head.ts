import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Config } from '../../config.js';
import { PublicError } from '../../graphql/errors.js';
import { parseUrl } from '../../parse-url.js';
import { refusalCode } from '../answers/refusal-code.js';

export interface HeadOptions {
  readonly limits: Pick<Config, 'maxBodyBytes' | 'maxHeaders'>;
  /** Whether this server answers to a name, as a URL spells it. */
  readonly isAllowedHost: (hostname: string) => boolean;
}

/** Node's own default. */
const NODE_MAX_HEADERS = 2000;

/** Why a request is refused because of its head. */
export type HeadCheck = (request: IncomingMessage) => PublicError | undefined;

/** Refuses requests because of their heads, before any body is read. Returns the check, for requests without hooks. */
export function checkHeads(app: FastifyInstance, options: HeadOptions): HeadCheck {
  const { server } = app;
  const parseHost = createHostParser();
  const check: HeadCheck = (request) => refusalOf(request, options, parseHost);
  // Node silently drops headers beyond its limit. One more would be enough to notice, but the Origin may come after it.
  server.maxHeadersCount = Math.max(NODE_MAX_HEADERS, options.limits.maxHeaders + 1);
  app.addHook('onRequest', ({ raw }, _reply, done) => done(check(raw)));
  server.on('checkContinue', (request, response) => {
    if (check(request) === undefined) {
      response.writeContinue();
    }
    server.emit('request', request, response);
  });
  // Node answers the first without a body, and the second not at all.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  return check;
}

function refusalOf(
  request: IncomingMessage,
  { limits, isAllowedHost }: HeadOptions,
  parseHost: HostParser,
): PublicError | undefined {
  const { headers, rawHeaders, httpVersion, url = '' } = request;
  if (rawHeaders.length > 2 * limits.maxHeaders) {
    return refusal(431, `Expected at most ${limits.maxHeaders} headers.`);
  }
  if (isRepeated('host', rawHeaders) || isRepeated('content-type', rawHeaders)) {
    return refusal(400, 'Expected Host and Content-Type once each.');
  }
  const named = headers.host === undefined ? undefined : parseHost('http:', headers.host);
  if (named === undefined && (headers.host !== undefined || httpVersion !== '1.0')) {
    return refusal(400, 'Expected a Host header that names a host.');
  }
  const targeted = url.startsWith('/') ? undefined : parseAddress(url, parseHost);
  if (url.includes('#') || (targeted === undefined && !url.startsWith('/'))) {
    return refusal(400, 'Expected a request target that is a path, or an http or https address.');
  }
  if (targeted !== undefined && headers.host !== undefined) {
    if (targeted.host !== parseHost(targeted.protocol, headers.host)?.host) {
      return refusal(400, 'Expected a request target on the host of the Host header.');
    }
  }
  const { hostname } = targeted ?? named ?? {};
  if (hostname !== undefined && !isAllowedHost(hostname)) {
    return refusal(421, 'This server does not answer to this host. To allow it, add it to ALLOWED_HOSTS.');
  }
  if (headers.expect !== undefined && !/^100-continue$/i.test(headers.expect)) {
    return refusal(417, 'Expected the header Expect to be 100-continue, or to be left out.');
  }
  if (Number(headers['content-length'] ?? 0) > limits.maxBodyBytes) {
    return refusal(413, `Expected a body of at most ${limits.maxBodyBytes} bytes.`);
  }
  if (isEncoded(request)) {
    return refusal(415, 'Expected a body that is not compressed: send it without Content-Encoding.');
  }
  return undefined;
}

/** The connection ends with the answer, because what follows may be read in two ways. */
function refusal(status: number, message: string): PublicError {
  return new PublicError(refusalCode(status), {
    message,
    http: { status, headers: new Map([['connection', 'close']]) },
  });
}

/** Node silently keeps the first. */
function isRepeated(name: string, rawHeaders: readonly string[]): boolean {
  let times = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const sent = rawHeaders[i] as string;
    times += sent.length === name.length && sent.toLowerCase() === name ? 1 : 0;
  }
  return times > 1;
}

/** `x:4000` as a URL reads it; undefined if it is not a host. */
type HostParser = (scheme: string, host: string) => URL | undefined;

const MAX_KNOWN_HOSTS = 100;
/** Of a name, its port included. */
const MAX_KNOWN_HOST_LENGTH = 300;

/** Caches some hosts: most requests name the same one, and parsing it takes longer than all other checks. */
function createHostParser(): HostParser {
  const known = new LRUCache<string, URL>({ max: MAX_KNOWN_HOSTS });
  return (scheme, host) => {
    const address = `${scheme}//${host}`;
    const remembered = known.get(address);
    if (remembered !== undefined || !/^[^\s/\\?#@]+$/.test(host)) {
      return remembered;
    }
    const url = parseUrl(address);
    if (url !== undefined && host.length <= MAX_KNOWN_HOST_LENGTH) {
      known.set(address, url);
    }
    return url;
  };
}

/** A target in the form for proxies: `POST http://elsewhere.example/graphql`. */
function parseAddress(target: string, parseHost: HostParser): URL | undefined {
  const [, scheme = '', host = ''] = /^(https?:)\/\/([^/?]+)/i.exec(target) ?? [];
  return parseHost(scheme, host);
}

function isEncoded({ headers }: IncomingMessage): boolean {
  const { 'content-encoding': content = 'identity', 'transfer-encoding': transfer = 'chunked' } = headers;
  return content.toLowerCase() !== 'identity' || transfer.toLowerCase() !== 'chunked';
}

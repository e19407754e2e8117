import type { IncomingHttpHeaders } from 'node:http';
import Negotiator from 'negotiator';
import { PublicError } from '../../graphql/errors.js';

/** The media types of Apollo Server's answers. */
const MEDIA_TYPES = [
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
  'application/json; callbackSpec=1.0; charset=utf-8',
];

/** Ten times what browsers send. Comparing longer ones would take milliseconds. */
const MAX_LENGTH = 1024;

const NOT_ACCEPTABLE = `Expected an Accept header of at most ${MAX_LENGTH} characters, with application/json or application/graphql-response+json.`;

/** The media types that clients accept if they subscribe or read an answer in parts. */
const STREAMS = /(?:^|,)\s*(?:text\/event-stream\s*(?:[;,]|$)|multipart\/)/i;

/** The media types of streams. Each protocol has its own form of parts, so the client must name this server's. */
const STREAM_TYPES = /^\s*(?:text\/event-stream\s*(?:;|$)|multipart\/mixed\s*;.*\bsubscriptionSpec\s*=\s*"?1\.0)/i;

const NO_STREAMS =
  'This server has no subscriptions, and no answers in parts: accept application/json or application/graphql-response+json.';

const NO_PARTS =
  'Only subscriptions are answered in parts: accept text/event-stream or multipart/mixed;subscriptionSpec=1.0 for one, or application/json or application/graphql-response+json.';

/** The forms in which a request accepts its answer. */
export interface AcceptedFormats {
  /** Whether it accepts an answer of Apollo Server. */
  readonly answers: boolean;
  /** The stream it prefers, if it names one: a client that accepts anything does not expect a stream. */
  readonly stream: 'events' | 'parts' | undefined;
}

/**
 * Refuses a request that accepts none of the media types of an answer, nor of a stream if there are streams. Apollo Server
 * compares them as well, by the same library, but only after it has executed the operation: `utf8` becomes `utf-8` in the
 * headers, for both.
 *
 * @throws {PublicError} `BAD_REQUEST`, with 406
 */
export function checkAccept(headers: IncomingHttpHeaders, hasStreams: boolean): AcceptedFormats {
  const accept = headers.accept?.replaceAll(/\bcharset=("?)utf8\b/gi, 'charset=$1utf-8');
  headers.accept = accept;
  const answers = !accept || isAcceptable(accept);
  const stream = hasStreams ? acceptedStream(headers) : undefined;
  if (!answers && stream === undefined) {
    const asksForStream = accept.length <= MAX_LENGTH && STREAMS.test(accept);
    throw new PublicError('BAD_REQUEST', {
      message: asksForStream ? (hasStreams ? NO_PARTS : NO_STREAMS) : NOT_ACCEPTABLE,
      http: { status: 406 },
    });
  }
  return { answers, stream };
}

/** The stream that an Accept header names and does not exclude; of several, the one it prefers. */
export function acceptedStream({ accept = '' }: IncomingHttpHeaders): AcceptedFormats['stream'] {
  if (accept.length > MAX_LENGTH || !/event-stream|multipart/i.test(accept)) {
    return undefined;
  }
  const named = accept.split(',').filter((type) => STREAM_TYPES.test(type));
  const [preferred] = new Negotiator({ headers: { accept: named.join(',') } }).mediaTypes();
  if (named.length === 0 || preferred === undefined) {
    return undefined;
  }
  return preferred.toLowerCase() === 'multipart/mixed' ? 'parts' : 'events';
}

function isAcceptable(accept: string): boolean {
  return accept.length <= MAX_LENGTH && new Negotiator({ headers: { accept } }).mediaType(MEDIA_TYPES) !== undefined;
}

import type { IncomingHttpHeaders } from 'node:http';
import Negotiator from 'negotiator';
import { PublicError } from '../../graphql/errors.js';

/** The media types of Apollo Server's answers. */
const MEDIA_TYPES = [
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
  'application/json; callbackSpec=1.0; charset=utf-8',
];

/** Ten times what browsers send. Longer ones take milliseconds to compare. */
const MAX_LENGTH = 1024;

const NOT_ACCEPTABLE = `Expected an Accept header of at most ${MAX_LENGTH} characters, with application/json or application/graphql-response+json.`;

/** What clients accept that subscribe, or read an answer in parts. */
const STREAMS = /(?:^|,)\s*(?:text\/event-stream\s*(?:[;,]|$)|multipart\/)/i;

const NO_STREAMS =
  'This server has no subscriptions, and no answers in parts: accept application/json or application/graphql-response+json.';

const NO_PARTS =
  'This server has no answers in parts: accept text/event-stream for a subscription, or application/json or application/graphql-response+json.';

/** In what a request takes what it asks for. */
export interface AcceptedFormats {
  /** Whether it takes an answer as Apollo Server gives it. */
  readonly answers: boolean;
  /** Whether it takes a stream of events: by name, since whoever takes anything does not expect one. */
  readonly events: boolean;
}

/**
 * Refuses a request that accepts none of the media types of an answer, nor of a stream where there are streams. Apollo Server
 * compares them as well, by the same library, but only after it has executed the operation: `utf8` becomes `utf-8` in the
 * headers, for both.
 *
 * @throws {PublicError} `BAD_REQUEST`, with 406
 */
export function checkAccept(headers: IncomingHttpHeaders, hasStreams: boolean): AcceptedFormats {
  const accept = headers.accept?.replaceAll(/\bcharset=("?)utf8\b/gi, 'charset=$1utf-8');
  headers.accept = accept;
  const answers = !accept || isAcceptable(accept);
  const events = hasStreams && acceptsEvents(headers);
  if (!answers && !events) {
    const asksForStream = accept.length <= MAX_LENGTH && STREAMS.test(accept);
    throw new PublicError('BAD_REQUEST', {
      message: asksForStream ? (hasStreams ? NO_PARTS : NO_STREAMS) : NOT_ACCEPTABLE,
      http: { status: 406 },
    });
  }
  return { answers, events };
}

/** Whether `text/event-stream` is among the media types of an Accept header, and not excluded. */
export function acceptsEvents({ accept = '' }: IncomingHttpHeaders): boolean {
  return (
    accept.length <= MAX_LENGTH &&
    /event-stream/i.test(accept) &&
    new Negotiator({ headers: { accept } }).mediaTypes().some((type) => type.toLowerCase() === 'text/event-stream')
  );
}

function isAcceptable(accept: string): boolean {
  return accept.length <= MAX_LENGTH && new Negotiator({ headers: { accept } }).mediaType(MEDIA_TYPES) !== undefined;
}

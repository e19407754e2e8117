import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.js';
import type { RequestContext } from '../../graphql/context.js';
import type { ExecutionRequest } from '../../graphql/create-contexts.js';
import { PublicError } from '../../graphql/errors.js';
import { FOREIGN_GET } from '../../graphql/library-errors.js';
import type { ResultStream } from '../../graphql/subscriptions/result-stream.js';
import type { AskedOfApollo } from '../answers/answer-by-apollo.js';
import type { AnswerLimits } from '../answers/answer-limits.js';
import type { AcceptedFormats } from '../request/accept.js';
import { hasPreflightHeader } from '../request/foreign-page.js';
import { EVENT_STREAM } from './event-stream.js';
import { createHeartbeats } from './heartbeats.js';
import { MULTIPART } from './multipart.js';
import { createResultText } from './result-text.js';
import { streamBody } from './stream-body.js';
import { type StreamFormat, singleResult } from './stream-format.js';
import { asPost, createStreamRequest } from './stream-request.js';

export interface StreamsOptions {
  readonly config: Pick<Config, 'httpGet' | 'streamHeartbeatMs'>;
  readonly contextFor: (request: ExecutionRequest) => RequestContext;
  readonly limits: AnswerLimits;
  /** Whether a GET shows that no foreign page sent it. */
  readonly isFromNoForeignPage: (headers: FastifyRequest['headers']) => boolean;
}

/** A request that accepts a stream. */
export interface StreamedRequest {
  /** What Apollo Server reads. */
  readonly asked: AskedOfApollo;
  /** Replaces the request's own. */
  readonly execution: ExecutionRequest;
  /** The stream, once Apollo Server has answered, if the request asks for one. */
  readonly opened: ResultStream | undefined;
  /** Sets the head of the stream, and gives its body. */
  send(reply: FastifyReply): Readable;
  /**
   * An answer in a form that its client accepts: as a stream if the client accepts nothing else, unless it is a refusal with
   * a status of its own.
   */
  refuse(body: string | Readable, reply: FastifyReply): string | Readable;
}

/** Answers requests that accept a stream, by GET and POST. */
export interface Streams {
  /** @throws {PublicError} `BAD_REQUEST` for a request that a foreign page may have sent */
  begin(request: FastifyRequest, accepted: AcceptedFormats, execution: ExecutionRequest): StreamedRequest;
}

const FORMATS = { events: EVENT_STREAM, parts: MULTIPART };

export function createStreams({ config, contextFor, limits, isFromNoForeignPage }: StreamsOptions): Streams {
  const heartbeatsOf = ({ maxHeartbeatMs = Number.POSITIVE_INFINITY }: StreamFormat) =>
    createHeartbeats(Math.min(config.streamHeartbeatMs, maxHeartbeatMs));
  const heartbeats = { events: heartbeatsOf(EVENT_STREAM), parts: heartbeatsOf(MULTIPART) };
  return {
    begin(request, accepted, ofRequest) {
      // Apollo Server sees a POST, which needs no such header.
      if (request.method === 'GET' && !isFromNoForeignPage(request.headers) && !hasPreflightHeader(request.headers)) {
        throw new PublicError(...FOREIGN_GET);
      }
      const { httpGet } = config;
      const stream = accepted.stream ?? 'events';
      const format = FORMATS[stream];
      const { transport } = format;
      const options = { transport, accepted, httpGet, contextFor };
      const streamRequest = createStreamRequest(request.method, ofRequest, options);
      return {
        asked: asPost(request, accepted),
        execution: streamRequest.execution,
        get opened() {
          return streamRequest.opened;
        },
        send(reply) {
          reply.type(format.contentType);
          // Proxies that understand nginx's header would otherwise buffer events.
          reply.header('x-accel-buffering', 'no');
          // The connection is in use for hours, so it takes no other request.
          reply.header('connection', 'close');
          const results = streamRequest.opened as ResultStream;
          const text = createResultText(request, results, limits);
          const onQuiet = heartbeats[stream].add;
          const { socket } = request.raw;
          const goneReason = () => (limits.outbox.hasCut(socket) ? 'stalled' : 'left');
          const options = { format, requestId: request.id, onQuiet, text, goneReason } as const;
          return streamBody(results, options);
        },
        refuse(body, reply) {
          if (accepted.answers || typeof body !== 'string' || ![200, 400].includes(reply.statusCode)) {
            return body;
          }
          reply.code(200).type(format.contentType);
          return singleResult(format, body.trim(), request.id);
        },
      };
    },
  };
}

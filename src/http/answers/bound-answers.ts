import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.js';
import { boundPipelining } from '../connections/pipelining.js';
import type { Outbox } from './outbox.js';
import { SLICE_BYTES, sliced } from './sliced.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The owner of the answer, if it is not the peer. */
    answerOwner: string | undefined;
  }
}

export interface BoundAnswersOptions {
  readonly outbox: Outbox;
  readonly config: Pick<Config, 'maxConnections' | 'maxPipelinedRequests'>;
  /** Sets headers that every answer has. */
  readonly addHeaders?: (request: FastifyRequest, reply: FastifyReply) => void;
}

/** The approximate size of an answer that no hook sees. */
const SMALL_ANSWER_BYTES = 512;

/** Bounds the memory that an app holds for peers who do not read their answers. */
export function boundAnswers(app: FastifyInstance, { outbox, config, addHeaders }: BoundAnswersOptions): void {
  app.server.maxConnections = config.maxConnections;
  app.decorateRequest('answerOwner', undefined);
  boundPipelining(app, config.maxPipelinedRequests);
  app.addHook('onSend', (request, reply, payload, done) => {
    addHeaders?.(request, reply);
    // A buffer is shared by all answers and kept anyway, so it does not count.
    const bytes = typeof payload === 'string' ? Buffer.byteLength(payload) : 0;
    addAnswer(outbox, request, reply, bytes);
    done(null, inSlices(payload, reply));
  });
}

/** For an answer that no hook sees. */
export function addSmallAnswer(outbox: Outbox, request: FastifyRequest, reply: FastifyReply): void {
  addAnswer(outbox, request, reply, SMALL_ANSWER_BYTES);
}

function addAnswer(outbox: Outbox, request: FastifyRequest, reply: FastifyReply, bytes: number): void {
  outbox.add(reply.raw, request.raw.socket, bytes, request.answerOwner ?? request.ip);
}

function inSlices(payload: unknown, reply: FastifyReply): unknown {
  const isLarge = (typeof payload === 'string' || Buffer.isBuffer(payload)) && payload.length > SLICE_BYTES;
  if (!isLarge) {
    return payload;
  }
  const body = Buffer.from(payload as string);
  reply.header('content-length', body.length);
  return sliced(body);
}

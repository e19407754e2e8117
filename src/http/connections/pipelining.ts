import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { PublicError, refusedForNow } from '../../graphql/errors.js';

/** How many times the bound a connection may exceed before it is cut. What arrives at once is read at once. */
const PATIENCE = 4;

/** Bounds the requests that wait behind another on their connection. Further ones are refused, and the connection ends. */
export function boundPipelining(app: FastifyInstance, maxPipelinedRequests: number): void {
  const waiting = new WeakMap<Socket, Set<ServerResponse>>();

  function waitingOn(socket: Socket): Set<ServerResponse> {
    const known = waiting.get(socket);
    if (known !== undefined) {
      return known;
    }
    const responses = new Set<ServerResponse>();
    waiting.set(socket, responses);
    // Before version 24, Node emits `close` only on the first answer.
    socket.once('close', () => {
      for (const response of responses) {
        response.destroy();
        response.emit('close');
      }
    });
    return responses;
  }

  app.server.prependListener('request', ({ socket }, response) => {
    // An answer gets its connection when those before it have left.
    if (response.socket !== null) {
      return;
    }
    const responses = waitingOn(socket);
    responses.add(response);
    response.once('close', () => responses.delete(response));
    if (responses.size > PATIENCE * maxPipelinedRequests) {
      socket.destroy();
    }
  });
  app.addHook('onRequest', ({ raw: { socket } }, reply, done) => {
    if (reply.raw.socket !== null || waitingOn(socket).size <= maxPipelinedRequests) {
      done();
      return;
    }
    reply.header('connection', 'close');
    const { extensions } = refusedForNow('OVERLOADED');
    done(
      new PublicError('OVERLOADED', {
        ...extensions,
        message: `Expected at most ${maxPipelinedRequests} requests to wait for their answers on one connection.`,
      }),
    );
  });
}

import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { PublicError } from '../../graphql/errors.js';
import { refusalCode } from '../answers/refusal-code.js';

const JSON_IN_UTF8 = /^application\/json\s*(;\s*(charset=("utf-?8"|utf-?8)\s*)?)?$/i;

/** Longer than any sensible Content-Type. A longer one would take Apollo Server's library much time to read. */
const MAX_TYPE_LENGTH = 100;

/**
 * Reads only bodies of JSON in UTF-8. By default Fastify accepts any charset, and text/plain, which a foreign page can send
 * without a preflight.
 */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addHook('onRequest', ({ headers: { 'content-type': type = '' } }, _reply, done) =>
    done(type.length > MAX_TYPE_LENGTH ? unsupported() : undefined),
  );
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(JSON_IN_UTF8, { parseAs: 'buffer' }, (request, body, done) => {
    // Fastify matches only the part of the type that it understood, so compare the whole.
    if (JSON_IN_UTF8.test(request.headers['content-type'] ?? '') && isUtf8(body)) {
      const text = body.toString();
      parse(request, text, (error, value) => done(error === null || !isJson(text) ? error : forbiddenKey(), value));
    } else {
      done(unsupported('The body is not UTF-8: encode it as UTF-8.'));
    }
  });
}

function unsupported(message?: string): PublicError {
  return new PublicError(refusalCode(415), { message, http: { status: 415 } });
}

function forbiddenKey(): PublicError {
  return new PublicError('BAD_REQUEST', {
    message: 'No object in the body may have a key `__proto__`, nor `prototype` in `constructor`.',
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

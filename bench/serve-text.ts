import type { IncomingMessage, ServerResponse } from 'node:http';

/** Longer than any contender rests between two of its rounds. */
export const KEEP_ALIVE_MS = 3_600_000;

export function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => resolve(text));
  });
}

/** @param answer none: 404. */
export function send(response: ServerResponse, answer: Buffer | undefined): void {
  const body = answer ?? Buffer.from('{"Error":true}');
  response.writeHead(answer === undefined ? 404 : 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
  });
  response.end(body);
}

import { type Agent, request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';

export type Heard =
  | { readonly type: 'answered'; readonly status: number; readonly body: string }
  /** No server was listening. */
  | { readonly type: 'refused' }
  /** The connection broke before the end of the answer. */
  | { readonly type: 'lost' }
  | { readonly type: 'late' }
  /** The caller went, as it wanted to. */
  | { readonly type: 'left' };

export interface Request {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
  readonly leaveAfterMs: number | undefined;
}

/** Far more than any operation may take. */
export const LATE_MS = 15_000;

/** Posts a request over a connection that callers share, as a router does. */
export function post(url: string, agent: Agent, { headers, body, leaveAfterMs }: Request): Promise<Heard> {
  return new Promise((resolve) => {
    const request = httpRequest(url, { method: 'POST', agent, headers: headers as Record<string, string | string[]> });
    const timer = setTimeout(() => {
      resolve({ type: leaveAfterMs === undefined ? 'late' : 'left' });
      request.destroy();
    }, leaveAfterMs ?? LATE_MS);
    const lose = ({ code }: NodeJS.ErrnoException) => resolve({ type: code === 'ECONNREFUSED' ? 'refused' : 'lost' });
    request.on('close', () => clearTimeout(timer)).on('error', lose);
    request.on('response', (response) => {
      text(response).then((answer) => {
        resolve({ type: 'answered', status: response.statusCode ?? 0, body: answer });
      }, lose);
    });
    request.end(body);
  });
}

import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, isIPv6, type Socket } from 'node:net';
import { urlToHttpOptions } from 'node:url';
import { leaveOutInterimAnswers } from '../transports/interim-answers.js';
import { failureCodeOf } from './failure-code.js';
import { portOf } from './proxy.js';

/** A connection to a host through a proxy. */
export interface Tunnel {
  readonly socket: Socket;
  /** How much of the connect timeout remains. */
  readonly leftMs: number;
}

/** The proxy cannot be reached or refuses, so nothing was sent beyond it. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  /** The status that it answered (`PROXY_407`), or why it was not reached (`PROXY_ECONNREFUSED`). */
  readonly code: string;

  constructor(reason: string | number) {
    super('The proxy made no connection.');
    this.code = `PROXY_${reason}`;
  }
}

/**
 * Asks a proxy by CONNECT for a connection to a host. What is sent on it reaches the host as it is, and TLS is agreed with the
 * host: the proxy sees the host's name and no more. A plain `http` host is reached in the same way, so that an error page
 * of the proxy cannot be mistaken for an answer of the host.
 *
 * @param onEnd called once.
 * @returns destroy it to cancel the attempt.
 */
export function openTunnel(
  proxy: URL,
  { host, port }: { readonly host: string; readonly port: number },
  timeoutMs: number,
  onEnd: (result: Tunnel | ProxyError) => void,
): { destroy(): void } {
  const startedMs = performance.now();
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  // Without the brackets around an IPv6 address, which URL keeps.
  const proxyHost = urlToHttpOptions(proxy).hostname ?? '';
  const open = proxy.protocol === 'https:' ? requestHttps : requestHttp;
  const request = open({
    method: 'CONNECT',
    host: proxyHost,
    port: portOf(proxy),
    path: authority,
    headers: { host: authority, ...credentialsOf(proxy) },
    agent: false,
    // Otherwise Node would check the proxy's certificate against the name in the Host header.
    ...{ servername: isIP(proxyHost) === 0 ? proxyHost : '' },
  });
  const timer = setTimeout(() => request.destroy(new ProxyError('ETIMEDOUT')), timeoutMs);
  request.once('close', () => clearTimeout(timer));
  request.on('error', (error) => {
    clearTimeout(timer);
    onEnd(error instanceof ProxyError ? error : new ProxyError(failureCodeOf(error) ?? 'OTHER'));
  });
  request.once('socket', leaveOutInterimAnswers);
  request.once('connect', ({ statusCode = 0 }, socket: Socket, head) => {
    clearTimeout(timer);
    const isOpen = statusCode >= 200 && statusCode <= 299;
    // In TLS and HTTP the client sends first: anything that arrives at once is the proxy's own.
    if (isOpen && head.length === 0) {
      onEnd({ socket, leftMs: Math.max(0, timeoutMs - (performance.now() - startedMs)) });
    } else {
      socket.destroy();
      onEnd(new ProxyError(isOpen ? 'BAD_RESPONSE' : statusCode));
    }
  });
  request.end();
  return request;
}

function credentialsOf({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') {
    return {};
  }
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return { 'proxy-authorization': `Basic ${credentials.toString('base64')}` };
}

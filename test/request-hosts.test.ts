import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { checkHeads } from '../src/http/request/request-head.js';

const check = checkHeads(fastify(), {
  limits: { maxBodyBytes: 1, maxHeaders: 10 },
  isAllowedHost: (hostname) => hostname === 'localhost',
});
const statusFor = (host: string) => {
  const request = { headers: { host }, rawHeaders: ['Host', host], httpVersion: '1.1', url: '/' };
  return check(request as unknown as IncomingMessage)?.extensions.http?.status;
};

describe('the host of a request', () => {
  // `URL.canParse` reads such texts as UTF-8 once what calls it is compiled (Node.js 20 and 22), and is wrong then.
  it('is read from its bytes, also after very many requests', () => {
    for (let port = 1; port <= 200_000; port += 1) {
      statusFor(`localhost:${port % 65_000}`);
    }
    const hosts = ['a\xc3\x80', 'a\xa1\xa1', 'a\x80', 'localhost:1'];
    expect(hosts.map(statusFor)).toEqual([400, 421, 400, undefined]);
  });
});

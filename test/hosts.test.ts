import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Server } from '../src/server.js';
import { startFacade } from './helpers/facade.js';
import { useRawConnections } from './helpers/raw-connections.js';

const CANARY = 'c4n4ry.example';
const connections = useRawConnections();

async function send(url: string, text: string): Promise<string> {
  const { socket, answer } = connections.open(url);
  socket.write(text);
  return answer;
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

/** What a GET is answered at each port. */
async function ask({ url, adminUrl = '' }: Server, host: string, target = '/health/live') {
  const text = `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  const answers = [await send(url, text), await send(adminUrl, text)];
  return { answers, statuses: answers.map(statusOf) };
}

function useServer(env: Record<string, string>): () => Server {
  let server: Server | undefined;
  beforeAll(async () => {
    // Nothing is asked of SuperOffice.
    server = await startFacade('http://127.0.0.1:9/', {
      ADMIN_PORT: '0',
      ADMIN_HOST: '127.0.0.1',
      ALLOWED_HOSTS: '',
      ...env,
    });
  });
  afterAll(() => server?.stop());
  return () => server as Server;
}

/** Both ports answer: with an admin port, the port of GraphQL has no health routes. */
const TAKEN = [404, 200];
const REFUSED = [421, 421];
const LOOPBACK = ['localhost', 'LOCALHOST:9', 'desk.localhost', 'localhost.', '127.0.0.1', '127.9.9.9:80', '[::1]:1'];
const ADDRESSES = ['10.0.0.1', '203.0.113.7:4000', '[2001:db8::1]:9464'];
const FOREIGN = [CANARY, `${CANARY}:4000`, `localhost.${CANARY}`, `127.0.0.1.${CANARY}`, 'notlocalhost'];

describe('a server on loopback', () => {
  const server = useServer({});

  it.each(LOOPBACK)('answers to the host %s', async (host) => {
    expect((await ask(server(), host)).statuses).toEqual(TAKEN);
  });

  it.each([...FOREIGN, ...ADDRESSES, '0.0.0.0', '[::]'])(
    'does not answer to %s, and says how to allow it',
    async (host) => {
      for (const target of ['/health/live', `http://${host}/health/live`, '/metrics', '/graphql', '/nothing']) {
        const { statuses, answers } = await ask(server(), host, target);

        expect(statuses).toEqual(REFUSED);
        for (const answer of answers) {
          expect(JSON.parse(answer.split('\r\n\r\n')[1] as string)).toEqual({
            errors: [
              {
                message: expect.stringContaining('ALLOWED_HOSTS'),
                extensions: { code: 'BAD_REQUEST', requestId: expect.any(String) },
              },
            ],
          });
          expect(answer).not.toMatch(new RegExp(CANARY, 'i'));
        }
      }
    },
  );

  it('takes the host of an absolute target if HTTP/1.0 names no other', async () => {
    const answers = ['localhost', CANARY].map((host) => send(server().url, `GET http://${host}/x HTTP/1.0\r\n\r\n`));

    expect((await Promise.all(answers)).map(statusOf)).toEqual([404, 421]);
  });
});

describe('a server on loopback, with ALLOWED_HOSTS', () => {
  const server = useServer({ ALLOWED_HOSTS: 'Desk.Example.com, 10.0.0.1, [2001:DB8::1]' });

  it.each([...LOOPBACK, 'desk.example.com', 'DESK.EXAMPLE.COM:443', '10.0.0.1:80', '[2001:db8:0::1]'])(
    'answers to the host %s',
    async (host) => {
      expect((await ask(server(), host)).statuses).toEqual(TAKEN);
    },
  );

  it.each([...FOREIGN, 'example.com', 'x.desk.example.com', '10.0.0.2'])('does not answer to %s', async (host) => {
    expect((await ask(server(), host)).statuses).toEqual(REFUSED);
  });
});

describe('a server on all addresses', () => {
  const server = useServer({ HOST: '0.0.0.0', ADMIN_HOST: '0.0.0.0' });

  it.each([...LOOPBACK, ...ADDRESSES, ...FOREIGN])('answers to the host %s', async (host) => {
    expect((await ask(server(), host)).statuses).toEqual(TAKEN);
  });
});

describe('a server on all addresses, with ALLOWED_HOSTS', () => {
  const server = useServer({ HOST: '0.0.0.0', ADMIN_HOST: '0.0.0.0', ALLOWED_HOSTS: 'desk.example.com' });

  it.each([...LOOPBACK, 'desk.example.com:4000'])('answers to the host %s', async (host) => {
    expect((await ask(server(), host)).statuses).toEqual(TAKEN);
  });

  it.each(ADDRESSES)('answers probes at %s only on the admin port', async (host) => {
    expect((await ask(server(), host)).statuses).toEqual([421, 200]);
  });

  it.each(FOREIGN)('does not answer to %s', async (host) => {
    expect((await ask(server(), host)).statuses).toEqual(REFUSED);
  });
});

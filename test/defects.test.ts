import { afterEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { loadConfig } from '../src/config.js';
import { resolvers } from '../src/graphql/resolvers/index.js';
import { type Server, type ServerConfig, startServer } from '../src/server.js';
import { execute } from './helpers/facade.js';

const CANARY = 'C4N4RY';

/** Throws an error whose message looks like a line of the stack, which follows it. */
function fail(): never {
  throw new TypeError(`${CANARY}\n    at ${CANARY}`);
}

describe('a defect of this server', () => {
  const logged: string[] = [];
  const { Mutation = {}, Query = {} } = resolvers;
  const intact = { Mutation: { ...Mutation }, Query: { ...Query } };
  let server: Server | undefined;

  afterEach(async () => {
    Object.assign(Mutation, intact.Mutation);
    Object.assign(Query, intact.Query);
    logged.length = 0;
    await server?.stop();
  });

  interface Defect {
    /** A setting that cannot be read. */
    readonly setting?: keyof ServerConfig;
    readonly cannotLog?: boolean;
  }

  async function start({ setting, cannotLog = false }: Defect = {}): Promise<Server> {
    // Nothing is asked of it.
    const superOfficeUrl = new URL('http://127.0.0.1:9/api/v1/');
    const config = { ...loadConfig({ PORT: '0', HOST: '127.0.0.1' }), superOfficeUrl };
    if (setting !== undefined) {
      Object.defineProperty(config, setting, { get: fail });
    }
    const logger = pino({ base: null, timestamp: false }, { write: (line) => logged.push(line) });
    if (cannotLog) {
      logger.info = fail;
    }
    server = await startServer(config, { logger });
    return server;
  }

  function expectLogged(requestId: unknown): void {
    const lines = logged.map((line) => JSON.parse(line));
    expect(lines.filter(({ msg }) => msg === 'defect')).toEqual([
      {
        level: 50,
        msg: 'defect',
        ...(requestId !== undefined && { requestId }),
        error: 'TypeError',
        stack: expect.arrayContaining([expect.stringMatching(/^\s+at .*defects\.test\.ts/)]),
      },
    ]);
    expect(logged.join('')).not.toContain(CANARY);
  }

  async function expectAlive({ url }: Server): Promise<void> {
    expect((await fetch(new URL('/health/live', url))).status).toBe(200);
  }

  it('in a resolver fails only its field', async () => {
    Query.me = fail;
    const facade = await start();
    const answer = await execute(facade.url, '{ me { id } __typename }');

    expect(answer).toMatchObject({ status: 200, data: { me: null, __typename: 'Query' } });
    expect(answer.errors).toEqual([
      {
        message: 'Something went wrong in this server.',
        locations: expect.any(Array),
        path: ['me'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: answer.headers.get('x-request-id') },
      },
    ]);
    expectLogged(answer.headers.get('x-request-id'));
    await expectAlive(facade);
  });

  it('in a resolver of a mutation leaves its outcome unknown', async () => {
    Mutation.pickUpChatSession = fail;
    const facade = await start();
    const answer = await execute(facade.url, 'mutation { pickUpChatSession(id: 549) { id } }');

    expect(answer).toMatchObject({ status: 200, data: { pickUpChatSession: null } });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR', outcome: 'UNKNOWN' } }]);
    expect(JSON.stringify(answer)).not.toContain(CANARY);
    expectLogged(answer.headers.get('x-request-id'));
  });

  it.each<{ where: string; defect: Defect; isNamed: boolean }>([
    { where: 'the context', defect: { setting: 'maxRestCalls' }, isNamed: false },
    { where: 'reading a request', defect: { setting: 'superOfficeTimeZone' }, isNamed: true },
  ])('in $where fails only the request', async ({ defect, isNamed }) => {
    const facade = await start(defect);
    const answer = await execute(facade.url, '{ __typename }');
    const requestId = answer.headers.get('x-request-id');

    expect(answer.status).toBe(500);
    expect(answer.errors).toEqual([
      {
        message: 'Something went wrong in this server.',
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
      },
    ]);
    expectLogged(isNamed ? requestId : undefined);
    await expectAlive(facade);
  });

  it('in the reporting of an operation does not change its answer', async () => {
    const facade = await start({ cannotLog: true });
    const answer = await execute(facade.url, '{ __typename }');

    expect(answer).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    expectLogged(answer.headers.get('x-request-id'));
    await expectAlive(facade);
  });
});

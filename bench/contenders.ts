import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OWN_NODE } from './nodes.js';
import { fromRoot, run } from './process.js';
import { entities, OPERATIONS, type Operation, type OperationName } from './scenarios.js';

/** Why a contender cannot execute an operation. */
export interface Cannot {
  readonly cannot: string;
}

export interface Contender {
  /** As `--contenders` takes it. */
  readonly name: string;
  readonly title: string;
  /** Its folder, with a package of its own, below the repository's root. */
  readonly folder: string;
  /** The program and its arguments. */
  command(place: Place): readonly string[];
  /** In addition to those of its place. */
  readonly env: Readonly<Record<string, string>>;
  readonly path: '/' | '/graphql';
  readonly operations: Readonly<Record<OperationName, Operation | Cannot>>;
  /** Ids of those that it is measured in. */
  readonly scenarios: readonly string[];
  /** Whether it is measured on Node.js 24 as well. */
  readonly onNode24: boolean;
  /** Preparation before the start that is not measured, such as composing a schema. */
  prepare(place: Place): Promise<void>;
}

/** Where a contender is to run. */
export interface Place {
  readonly port: number;
  /** Path of the Node.js to run on. */
  readonly node: string;
  /** A folder for files that are made, an absolute path. */
  readonly scratch: string;
  /** `PORT`, `SUPEROFFICE_URL`, and `OPENAPI`, the path of an OpenAPI description. */
  readonly env: Readonly<Record<string, string>>;
}

/** Raises the limits that would refuse a benchmark's load; everything else has its default. */
export const SERVER_ENV: Readonly<Record<string, string>> = {
  HOST: '127.0.0.1',
  LOG_LEVEL: 'info',
  RATE_LIMIT_PER_SECOND: '1000000',
  RATE_LIMIT_BURST: '1000000',
  FAILED_CREDENTIALS_BURST: '1000000',
  MAX_OPERATIONS: '10000',
  MAX_EVENT_LOOP_DELAY_MS: '600000',
  SUPEROFFICE_MAX_IN_FLIGHT: '10000',
  SUPEROFFICE_MAX_QUEUED: '10000',
  SUPEROFFICE_MAX_ANSWER_BYTES: '16777216',
};

/** The scenarios of every contender. */
const COMMON = ['a', 'b', 'c', 'd', 'f'];
/** Further scenarios for one contender of each kind. */
const GROWTH = ['e1', 'e10', 'e100', 'e1000'];

/** The row that all others are compared with. */
export const THIS_SERVER = 'superoffice-graphql';

export const CONTENDERS: readonly Contender[] = [
  { ...thisServer([...COMMON, ...GROWTH, 'c1', 'g', 'h']), onNode24: true },
  { ...thisServer(['a', 'b', 'c'], 'undici', 'SUPEROFFICE_TRANSPORT', 'undici'), onNode24: true },
  thisServer(['a', 'b'], 'interpreted', 'COMPILED_EXECUTION', 'off'),
  thisServer(['a', 'b'], 'explain', 'EXPLAIN', 'on'),
  thisServer(['a', 'b'], 'silent', 'LOG_LEVEL', 'silent'),
  thisServer(['b', 'h'], 'share-reads', 'SHARE_READS', 'on'),
  contender('pass-through', 'The limit: bare pass-through, node:http', {
    folder: 'bench/peers/pass-through',
    onNode24: true,
  }),
  contender('pass-through-node-fetch', 'The limit: bare pass-through, node-fetch', {
    folder: 'bench/peers/pass-through',
    env: { CLIENT: 'node-fetch' },
    scenarios: [...COMMON, ...GROWTH],
    onNode24: true,
  }),
  contender('mercurius-undici', 'Mercurius with jit, DataLoader, undici', {
    folder: 'bench/peers/mercurius-jit',
    env: { CLIENT: 'undici' },
    onNode24: true,
  }),
  contender('mercurius-node-fetch', 'Mercurius with jit, DataLoader, node-fetch', {
    folder: 'bench/peers/mercurius-jit',
    env: { CLIENT: 'node-fetch' },
    scenarios: [...COMMON, ...GROWTH],
    onNode24: true,
  }),
  contender('yoga-undici', 'Yoga with jit, DataLoader, undici', {
    folder: 'bench/peers/yoga-jit',
    env: { CLIENT: 'undici' },
  }),
  contender('yoga-node-fetch', 'Yoga with jit, DataLoader, node-fetch', {
    folder: 'bench/peers/yoga-jit',
    env: { CLIENT: 'node-fetch' },
  }),
  contender('apollo-dataloader', 'Apollo Server, DataLoader, node-fetch', {
    folder: 'bench/peers/apollo-dataloader',
    path: '/',
    scenarios: [...COMMON, ...GROWTH],
    onNode24: true,
  }),
  contender('apollo-datasource-rest', 'Apollo Server, RESTDataSource', {
    folder: 'bench/peers/apollo-datasource-rest',
    path: '/',
  }),
  contender('hive-gateway', 'Hive Gateway with jit, Mesh over OpenAPI', {
    folder: 'bench/peers/hive-gateway',
    command: ({ node }) => [
      node,
      'node_modules/@graphql-hive/gateway/dist/bin.js',
      'supergraph',
      '--config-path',
      'gateway.js',
    ],
    operations: generated('bench/peers/hive-gateway'),
    scenarios: [...COMMON, ...GROWTH],
    async prepare({ scratch, env }) {
      const mesh = 'node_modules/@graphql-mesh/compose-cli/esm/bin.js';
      const supergraph = join(scratch, 'supergraph.graphql');
      await run([OWN_NODE.program, mesh, '--config-path', 'compose.js', '--output', supergraph], {
        cwd: 'bench/peers/hive-gateway',
        env,
        errorLog: join(scratch, 'compose.log'),
      });
    },
  }),
  contender('openapi-to-graphql', 'openapi-to-graphql, Express', {
    folder: 'bench/peers/openapi-to-graphql',
    operations: generated('bench/peers/openapi-to-graphql'),
  }),
  tailcall('tailcall', 'Tailcall, batching', false),
  tailcall('tailcall-dedupe', 'Tailcall, batching, dedupe', true),
];

/** This server, with one more setting or with defaults. */
function thisServer(scenarios: Contender['scenarios'], variant?: string, setting = '', value = ''): Contender {
  const isVariant = variant !== undefined;
  return contender(
    isVariant ? `${THIS_SERVER}-${variant}` : THIS_SERVER,
    isVariant ? `${THIS_SERVER}, \`${setting}=${value}\`` : THIS_SERVER,
    {
      folder: '.',
      command: ({ node }) => [node, 'dist/main.js'],
      env: isVariant ? { ...SERVER_ENV, [setting]: value } : SERVER_ENV,
      scenarios,
    },
  );
}

function contender(name: string, title: string, own: Pick<Contender, 'folder'> & Partial<Contender>): Contender {
  return {
    name,
    title,
    command: ({ node }) => [node, 'server.js'],
    env: {},
    path: '/graphql',
    operations: OPERATIONS,
    scenarios: COMMON,
    onNode24: false,
    prepare: async () => {},
    ...own,
  };
}

/** Gateways over an OpenAPI description: their schema is given, but aliases give their answers our names. */
function generated(folder: string): Contender['operations'] {
  return {
    transfer: { query: readText(`${folder}/transfer.graphql`), variables: { id: 549, toAssociate: 'bo' } },
    desk: { query: readText(`${folder}/desk.graphql`), variables: {} },
    persons: { cannot: 'is not a subgraph: it has no `_entities`' },
    person: { cannot: 'is not a subgraph: it has no `_entities`' },
  };
}

function tailcall(name: string, title: string, dedupe: boolean): Contender {
  const folder = 'bench/peers/tailcall';
  const schemaPath = ({ scratch }: Place) => join(scratch, `${name}.graphql`);
  return contender(name, title, {
    folder,
    // Otherwise it sends usage data and checks for newer versions.
    env: { TAILCALL_TRACKER: 'false', TAILCALL_LOG_LEVEL: 'error' },
    command: (place) => ['node_modules/@tailcallhq/core-linux-x64-gnu/bin/tailcall', 'start', schemaPath(place)],
    operations: {
      ...OPERATIONS,
      persons: entities('Persons', 100, 'PersonId'),
    },
    scenarios: [...COMMON, ...(dedupe ? [] : GROWTH), 'h'],
    // It reads its port, and whether it dedupes, only from its schema.
    async prepare(place) {
      const schema = readText(`${folder}/superoffice.graphql`)
        .replace('port: 8000', `port: ${place.port}`)
        .replaceAll('dedupe: false', `dedupe: ${dedupe}`);
      writeFileSync(schemaPath(place), schema);
    },
  });
}

function readText(path: string): string {
  return readFileSync(fromRoot(path), 'utf8');
}

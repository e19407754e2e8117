import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { compose } from '../../examples/supergraph/compose.js';
import { startGateway } from '../../examples/supergraph/gateway.js';
import { endProcess } from '../helpers/end-process.js';
import { freePort } from '../helpers/free-port.js';

export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

export interface Gateway {
  readonly gateway: string;
  /** Whether an error of one entity of a list has its position. */
  readonly tellsPositions: boolean;
  /** Serves a supergraph in which `superoffice` wants the secret, configured as docs/federation.md says. */
  start(subgraphs: readonly Subgraph[], routerSecret: string): Promise<Running>;
}

const GUIDE = readFileSync(new URL('../../docs/federation.md', import.meta.url), 'utf8');

/** The fenced block of the guide that begins with the name of a file. */
export function configurationOf(file: string): string {
  const blocks = [...GUIDE.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const found = blocks.find((block) => /^(\/\/|#) (\S+?),? /.exec(block)?.[2] === file);
  if (found === undefined) {
    throw new Error(`The guide has no ${file}.`);
  }
  return found;
}

const packaged = (path: string) => fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));
export const HIVE = packaged('@graphql-hive/gateway/dist/bin.js');
/** There for Linux on x64 only. */
const GRAFBASE = packaged('@grafbase/cli-x86_64-unknown-linux-musl/grafbase');

const APOLLO_GATEWAY: Gateway = {
  gateway: '@apollo/gateway',
  tellsPositions: true,
  start: (subgraphs, routerSecret) => startGateway({ supergraphSdl: compose(subgraphs), port: 0, routerSecret }),
};

const HIVE_GATEWAY: Gateway = {
  gateway: '@graphql-hive/gateway',
  tellsPositions: false,
  async start(subgraphs, routerSecret) {
    const port = await freePort();
    return startProcess(
      process.execPath,
      [HIVE, 'supergraph', '--config-path', 'gateway.config.mjs', '--port', `${port}`],
      {
        port,
        routerSecret,
        files: {
          'supergraph.graphql': compose(subgraphs),
          'gateway.config.mjs': configurationOf('gateway.config.mjs'),
        },
      },
    );
  },
};

const GRAFBASE_DEV: Gateway = {
  gateway: 'grafbase dev',
  tellsPositions: true,
  async start(subgraphs, routerSecret) {
    const port = await freePort();
    const [superoffice, ...others] = subgraphs as [Subgraph, ...Subgraph[]];
    const configuration = [
      configurationOf('grafbase.toml').replace('http://localhost:4000/graphql', superoffice.url),
      ...others.map(({ name, url }) => `[subgraphs.${name}]\nurl = "${url}"\nschema_path = "${name}.graphql"\n`),
    ].join('\n');
    return startProcess(GRAFBASE, ['dev', '--config', 'grafbase.toml', '--port', `${port}`], {
      port,
      routerSecret,
      files: {
        'grafbase.toml': configuration,
        'subgraph.graphql': superoffice.sdl,
        ...Object.fromEntries(others.map(({ name, sdl }) => [`${name}.graphql`, sdl])),
      },
    });
  },
};

export const GATEWAYS: readonly Gateway[] = [
  APOLLO_GATEWAY,
  HIVE_GATEWAY,
  ...(existsSync(GRAFBASE) ? [GRAFBASE_DEV] : []),
];

interface ProcessOptions {
  readonly port: number;
  readonly routerSecret: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Runs a gateway in a separate folder, which is deleted with it. */
export async function startProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-gateway-'));
  for (const [name, content] of Object.entries(options.files)) {
    await writeFile(join(folder, name), content);
  }
  const child = spawn(command, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ROUTER_SECRET: options.routerSecret },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const url = `http://127.0.0.1:${options.port}/graphql`;
  const stop = async () => {
    await endProcess(child);
    await rm(folder, { recursive: true, force: true });
  };
  if (!(await isServing(url, child))) {
    await stop();
    throw new Error(`${command} does not serve.\n${output.join('')}`);
  }
  return { url, stop };
}

async function isServing(url: string, child: ChildProcess): Promise<boolean> {
  for (let attempt = 0; attempt < 300 && child.exitCode === null; attempt += 1) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    }).catch(() => undefined);
    await response?.text();
    if (response?.ok) {
      return true;
    }
    await delay(100);
  }
  return false;
}

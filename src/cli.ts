#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ConfigError } from './config.js';
import { writeLast } from './line-output.js';
import { listenToSignals } from './process-signals.js';

/** Flags that stand for an environment variable. */
const VARIABLES = { port: 'PORT', host: 'HOST', 'superoffice-url': 'SUPEROFFICE_URL' } as const;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'superoffice-url': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const CANNOT_WRITE = 1;
const BAD_USAGE = 2;

const signals = listenToSignals();
const { loadConfig } = await import('./config.js');
const flags = readFlags();
if (flags.help || flags.version) {
  process.exitCode = writeLast(1, flags.help ? helpText() : `${version()}\n`) ? 0 : CANNOT_WRITE;
} else {
  Object.assign(process.env, environmentOf(flags));
  const { serve } = await import('./serve.js');
  await serve(signals);
}

function readFlags() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    return refuse((error as Error).message);
  }
}

/** The variables that the flags stand for. */
function environmentOf(flags: Partial<Record<string, string | boolean>>): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [flag, variable] of Object.entries(VARIABLES)) {
    const value = flags[flag];
    if (typeof value === 'string') {
      env[variable] = checked(value, { flag, variable });
    }
  }
  return env;
}

/** Checks a flag apart from the environment: a bad variable there is no bad usage. */
function checked(value: string, { flag, variable }: { readonly flag: string; readonly variable: string }): string {
  // An empty variable counts as missing. An empty flag is a slip: --superoffice-url "$URL" without a URL.
  if (value.trim() === '') {
    return refuse(`--${flag}: expected a value`);
  }
  try {
    loadConfig({ [variable]: value });
    return value;
  } catch (error) {
    return refuse((error as ConfigError).problems.join('\n').replace(variable, `--${flag}`));
  }
}

function refuse(reason: string): never {
  writeLast(2, `superoffice-graphql: ${reason}\nTry superoffice-graphql --help.\n`);
  process.exit(BAD_USAGE);
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

function helpText(): string {
  return `Usage: superoffice-graphql [options]

Serves GraphQL in front of the SuperOffice CRM REST API; without the address of a tenant, in front of a sandbox tenant.

Options go before environment variables:
      --port <number>          PORT: 0 takes any free one. Default 4000
      --host <address>         HOST: address to listen on. Default localhost
      --superoffice-url <url>  SUPEROFFICE_URL: REST root of one tenant. Default the sandbox tenant
  -h, --help                   Shows this
  -v, --version                Shows the version

The most important of the other environment variables:
  NODE_ENV                     production switches introspection and the explorer off
  SUPEROFFICE_APP_TOKEN        Sent as SO-AppToken where the caller sends none
  CORS_ORIGINS                 Origins whose pages may call, with commas between
  ROUTER_SECRET                Keeps entities and the SDL for the router of a supergraph
  REDIS_URL                    Where replicas share their rate limits
  SHUTDOWN_DELAY_MS            How long SIGTERM waits, not ready, before the server stops accepting
  LOG_LEVEL                    fatal, error, warn, info, debug, trace or silent. Default info

All of them, with limits and time limits: ${fileURLToPath(new URL('../README.md', import.meta.url))}

Exit codes: 0 fine, 1 cannot start or write, 2 bad usage.
`;
}

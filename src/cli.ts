#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ConfigError } from './config.js';
import { writeLast } from './log/line-output.js';
import { listenToSignals } from './process-signals.js';
import { readVersion } from './version.js';

/** Flags that stand for an environment variable. */
const VARIABLES = { port: 'PORT', host: 'HOST', 'superoffice-url': 'SUPEROFFICE_URL' } as const;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'superoffice-url': { type: 'string' },
  report: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const CANNOT_WRITE = 1;
const BAD_USAGE = 2;

/** What it does in place of serving, and the flags that it takes. */
const CHECK = 'check';
const CHECK_FLAGS: readonly string[] = ['superoffice-url', 'report', 'help', 'version'];

const signals = listenToSignals();
const { loadConfig } = await import('./config.js');
const { flags, isCheck } = readArguments();
if (flags.help || flags.version) {
  process.exitCode = writeLast(1, flags.help ? helpText() : `${readVersion()}\n`) ? 0 : CANNOT_WRITE;
} else {
  Object.assign(process.env, environmentOf(flags));
  if (isCheck) {
    const { runCheck } = await import('./check/command.js');
    process.exitCode = await runCheck({ report: flags.report, version: readVersion(), signals });
  } else {
    const { serve } = await import('./serve.js');
    await serve(signals);
  }
}

function readArguments() {
  const { values, positionals } = parse();
  const isCheck = positionals[0] === CHECK;
  const [unexpected] = isCheck ? positionals.slice(1) : positionals;
  if (unexpected !== undefined) {
    refuse(`unexpected argument: ${unexpected}`);
  }
  const misplaced = Object.keys(values).find((flag) => (isCheck ? !CHECK_FLAGS.includes(flag) : flag === 'report'));
  if (misplaced !== undefined) {
    refuse(`--${misplaced}: ${isCheck ? `${CHECK} does not take it` : `only ${CHECK} takes it`}`);
  }
  if (values.report?.trim() === '') {
    refuse('--report: expected a value');
  }
  return { flags: values, isCheck };
}

function parse() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
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

function helpText(): string {
  return `Usage: superoffice-graphql [options]
       superoffice-graphql check [options]

Serves GraphQL in front of the SuperOffice CRM REST API; without the address of a tenant, in front of a sandbox tenant.

check looks at a tenant by reads alone: the way to it, the credential, rights, and the forms of its answers. It prints a
table and no value of a record. The credential comes from SUPEROFFICE_AUTHORIZATION or a line of standard input.

Options go before environment variables:
      --port <number>          PORT: 0 takes any free one. Default 4000
      --host <address>         HOST: address to listen on. Default localhost
      --superoffice-url <url>  SUPEROFFICE_URL: REST root of one tenant. Default the sandbox tenant
      --report <file>          Of check: writes the forms of the answers to a file, as JSON without values
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

Exit codes: 0 fine, 1 cannot start or write, 2 bad usage. Of check: 0 all ok, 1 something differs or is refused.
`;
}

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
  url: { type: 'string' },
  name: { type: 'string' },
  context: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const CANNOT_WRITE = 1;
const BAD_USAGE = 2;

type Flag = keyof typeof OPTIONS;

interface Task {
  readonly flags: readonly Flag[];
  /** How many words follow its name. */
  readonly words: number;
}

/** The other commands, and the flags of each. */
const TASKS = {
  check: { flags: ['superoffice-url', 'report'], words: 0 },
  webhooks: { flags: ['superoffice-url', 'url', 'name', 'context'], words: 1 },
} as const satisfies Readonly<Record<string, Task>>;

const SERVE: Task = { flags: ['port', 'host', 'superoffice-url'], words: 0 };
const OF_ALL: readonly Flag[] = ['help', 'version'];

const signals = listenToSignals();
const { loadConfig } = await import('./config.js');
const { flags, task, action } = readArguments();
if (flags.help || flags.version) {
  process.exitCode = writeLast(1, flags.help ? helpText() : `${readVersion()}\n`) ? 0 : CANNOT_WRITE;
} else {
  Object.assign(process.env, environmentOf(flags));
  if (task === 'check') {
    const { runCheck } = await import('./commands/check/command.js');
    process.exitCode = await runCheck({ report: flags.report, version: readVersion(), signals });
  } else if (task === 'webhooks') {
    const { runWebhooks } = await import('./commands/webhooks/command.js');
    const { url, name, context } = flags;
    process.exitCode = await runWebhooks({ action, url, name, context, signals });
  } else {
    const { serve } = await import('./serve.js');
    await serve(signals);
  }
}

function readArguments() {
  const { values, positionals } = parse();
  const task = isTask(positionals[0]) ? positionals[0] : undefined;
  const { flags, words }: Task = task === undefined ? SERVE : TASKS[task];
  const behind = task === undefined ? positionals : positionals.slice(1);
  const unexpected = behind[words];
  if (unexpected !== undefined) {
    refuse(`unexpected argument: ${unexpected}`);
  }
  for (const flag of Object.keys(values) as Flag[]) {
    if (![...flags, ...OF_ALL].includes(flag)) {
      refuse(`--${flag}: ${task === undefined ? `only ${takerOf(flag)} takes it` : `${task} does not take it`}`);
    }
    // An empty flag is a mistake: --superoffice-url "$URL" without a URL.
    const value = values[flag];
    if (typeof value === 'string' && value.trim() === '') {
      refuse(`--${flag}: expected a value`);
    }
  }
  return { flags: values, task, action: behind[0] };
}

function isTask(word: string | undefined): word is keyof typeof TASKS {
  return word !== undefined && Object.hasOwn(TASKS, word);
}

function takerOf(flag: Flag): string | undefined {
  return Object.entries<Task>(TASKS).find(([, { flags }]) => flags.includes(flag))?.[0];
}

function parse() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

/** The environment variables that the flags set. */
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

/** Checks a flag separately: a bad variable in the environment is not bad usage. */
function checked(value: string, { flag, variable }: { readonly flag: string; readonly variable: string }): string {
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
       superoffice-graphql webhooks register|check|remove --url <address> [options]

Serves GraphQL in front of the SuperOffice CRM REST API; without the address of a tenant, in front of a sandbox tenant.

check examines a tenant, with reads only: the way to it, the credential, rights, and the forms of its answers. It prints a
table and no value of a record. The credential comes from SUPEROFFICE_AUTHORIZATION or a line of standard input.

webhooks lets SuperOffice tell this server about changes. register creates or updates the webhook; check also switches it on
again if SuperOffice has switched it off; remove deletes it. It needs WEBHOOK_SECRET, and an administrator's credential from
the same sources as check.

Options override environment variables:
      --port <number>          PORT: 0 takes any free one. Default 4000
      --host <address>         HOST: address to listen on. Default localhost
      --superoffice-url <url>  SUPEROFFICE_URL: REST root of one tenant. Default the sandbox tenant
      --report <file>          Of check: writes the forms of the answers to a file, as JSON without values
      --url <address>          Of webhooks: where SuperOffice reaches this server, https://.../webhooks/superoffice
      --name <name>            Of webhooks: the webhook's name in SuperOffice. Default superoffice-graphql
      --context <identifier>   Of webhooks: the tenant's ContextIdentifier. Default what SuperOffice says
  -h, --help                   Shows this
  -v, --version                Shows the version

The most important of the other environment variables:
  NODE_ENV                     production switches introspection and the explorer off
  SUPEROFFICE_APP_TOKEN        Sent as SO-AppToken if the caller sends none
  CORS_ORIGINS                 Origins whose pages may call, separated by commas
  ROUTER_SECRET                Keeps entities and the SDL for the router of a supergraph
  REDIS_URL                    Where replicas share rate limits and tell each other about changes
  SHUTDOWN_DELAY_MS            How long SIGTERM waits, not ready, before the server stops accepting
  LOG_LEVEL                    fatal, error, warn, info, debug, trace or silent. Default info

All of them, with limits and time limits: ${fileURLToPath(new URL('../docs/settings.md', import.meta.url))}

Exit codes: 0 fine, 1 cannot start or write, 2 bad usage. Of check: 0 all ok, 1 something differs or is refused.
Of webhooks: 0 done, or active; 1 refused, or something was wrong, also if check has fixed it; 2 bad usage.
`;
}

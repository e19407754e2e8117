import { readCaller } from '../../http/request/caller.js';
import { writeLast } from '../../log/line-output.js';
import { parseUrl } from '../../parse-url.js';
import type { ProcessSignals } from '../../process-signals.js';
import { createSuperOfficeClient, type SuperOfficeClient } from '../../superoffice/rest/client.js';
import { createUpstream } from '../../superoffice/rest/upstream.js';
import { NO_CREDENTIAL, readAuthorization, type Surroundings } from '../credential.js';
import { readTenantConfig, type TenantConfig } from '../tenant-config.js';
import { check, type Outcome, register, remove, type WebhookOptions } from './actions.js';
import { failureOf } from './failure.js';

/** The command's arguments. */
export interface WebhooksArguments {
  readonly action: string | undefined;
  readonly url: string | undefined;
  readonly name: string | undefined;
  readonly context: string | undefined;
}

export interface WebhooksCommand extends WebhooksArguments {
  readonly signals: ProcessSignals;
}

type Action = (client: SuperOfficeClient, options: WebhookOptions) => Promise<Outcome>;

const ACTIONS: ReadonlyMap<string | undefined, Action> = new Map([
  ['register', register],
  ['check', check],
  ['remove', remove],
]);

const DEFAULT_NAME = 'superoffice-graphql';

/** The time for all calls together. */
const MAX_TIME_MS = 60_000;

const WELL = 0;
const NOT_WELL = 1;
const BAD_USAGE = 2;
const INTERRUPTED = 1;

/** What the command writes, and its exit code. */
export interface WebhooksResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `superoffice-graphql webhooks`. @returns the exit code. */
export async function runWebhooks({ signals, ...asked }: WebhooksCommand): Promise<number> {
  // A command that is cut can be run again: it finds what exists.
  signals.handleWith(() => process.exit(INTERRUPTED));
  const { exitCode, stdout, stderr } = await webhooks(asked, process);
  if (stderr !== '') {
    writeLast(2, stderr);
  }
  return stdout === '' || writeLast(1, stdout) ? exitCode : NOT_WELL;
}

/** The command, apart from its process. */
export async function webhooks(asked: WebhooksArguments, surroundings: Surroundings): Promise<WebhooksResult> {
  const usage = await readUsage(asked, surroundings);
  if (typeof usage === 'string') {
    return refusal(usage, BAD_USAGE);
  }
  try {
    const { isWell, lines } = await run(usage);
    return { exitCode: isWell ? WELL : NOT_WELL, stdout: `${lines.join('\n')}\n`, stderr: '' };
  } catch (error) {
    return refusal(failureOf(error), NOT_WELL);
  }
}

interface Usage {
  readonly action: Action;
  readonly options: WebhookOptions;
  readonly config: TenantConfig;
  /** What each call is sent with. */
  readonly headers: Readonly<Record<string, string>>;
}

/** @returns the task, or what is wrong with the arguments or the environment. */
async function readUsage(
  { action: verb, url, name = DEFAULT_NAME, context }: WebhooksArguments,
  surroundings: Surroundings,
): Promise<Usage | string> {
  const action = ACTIONS.get(verb);
  if (action === undefined) {
    return `expected ${[...ACTIONS.keys()].join(', ')} behind webhooks`;
  }
  if (url === undefined || !isTarget(url)) {
    return '--url: expected the address at which SuperOffice reaches this server, https://.../webhooks/superoffice';
  }
  if (context !== undefined && !/^\w{1,64}$/.test(context)) {
    return '--context: expected the ContextIdentifier of the tenant, such as Cust12345 or Default';
  }
  const config = readTenantConfig(surroundings.env);
  if (typeof config === 'string') {
    return config;
  }
  const [secret] = config.webhookSecrets;
  if (secret === undefined && action !== remove) {
    return 'WEBHOOK_SECRET: is required: the same one as the server has';
  }
  const authorization = await readAuthorization(surroundings);
  const { identity, locale } = readCaller({ rawHeaders: ['authorization', authorization] }, config);
  if (typeof identity === 'string') {
    return NO_CREDENTIAL;
  }
  return {
    action,
    options: { name, url, secret: secret ?? '', context },
    config,
    headers: { ...identity.headers(), ...locale.headers },
  };
}

async function run({ action, options, config, headers }: Usage): Promise<Outcome> {
  const upstream = await createUpstream(config);
  try {
    const client = createSuperOfficeClient({
      upstream,
      caller: '',
      credential: () => headers,
      deadlineMs: upstream.clock.now() + MAX_TIME_MS,
    });
    return await action(client, options);
  } finally {
    upstream.close();
  }
}

/** Whether SuperOffice accepts an address, apart from a possible requirement for https. */
function isTarget(address: string): boolean {
  const url = parseUrl(address);
  return (
    url !== undefined &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    !/[\s#]/.test(address)
  );
}

function refusal(reason: string, exitCode: number): WebhooksResult {
  return { exitCode, stdout: '', stderr: `superoffice-graphql webhooks: ${reason}\n` };
}

import { isatty } from 'node:tty';
import { ConfigError } from './config.js';
import { SchemaError } from './graphql/schema/schema-error.js';
import { MAX_LAST_WAIT_MS, writeLast } from './log/line-output.js';
import { createLogger, defectFields, type ProcessLogger } from './log/logger.js';
import type { Server } from './server.js';

/** The sandbox tenant's session of `tje0`, and the associate who is asked to take it over. */
const EXAMPLE = { authorization: 'Basic dGplMDpUamUw', sessionId: '549', toAssociate: 'bo' };

/** Somebody else's session, whose transfer has no effect. */
const FOREIGN_SESSION_ID = '550';

const CANNOT_START = 'superoffice-graphql cannot start';

type Places = Pick<Server, 'url' | 'explorerUrl' | 'adminUrl'>;

interface Line {
  readonly text: string;
  /** To paste into a shell. */
  readonly command?: string;
}

/**
 * Reports the addresses: as text in a terminal, otherwise in the log, at `info`.
 *
 * @param sandboxUrl of the sandbox tenant; undefined: another one is served.
 */
export function tellPlaces(
  logger: ProcessLogger,
  { url, explorerUrl, adminUrl }: Places,
  sandboxUrl: string | undefined,
): void {
  const lines: readonly Line[] = [
    ...(sandboxUrl === undefined ? [{ text: `GraphQL at ${url}` }] : sandboxGuide(url, sandboxUrl)),
    ...(explorerUrl === undefined ? [] : [{ text: `Explorer at ${explorerUrl}, for a browser` }]),
    ...(adminUrl === undefined ? [] : [{ text: `Health and metrics at ${adminUrl}` }]),
  ];
  for (const { text, command } of lines) {
    if (!isatty(1)) {
      logger.info({ command }, text);
    } else {
      logger.output.write(command === undefined ? `${text}\n` : `\n${text}:\n\n  ${command}\n\n`);
    }
  }
}

/** Reports on standard error why the process cannot start: as text in a terminal, otherwise as a line of the log. */
export function tellFailure(error: unknown, hints: readonly string[]): void {
  if (isatty(2)) {
    writeLast(2, `${CANNOT_START}. ${[reasonOf(error), ...hints].join('\n  ')}\n`);
    return;
  }
  const logger = createLogger('fatal', 2);
  logger.fatal(failureFields(error, hints), CANNOT_START);
  logger.output.flush(MAX_LAST_WAIT_MS);
}

function reasonOf(error: unknown): string {
  if (error instanceof ConfigError || error instanceof SchemaError) {
    return error.message;
  }
  const { error: name, stack } = unforeseen(error);
  return [name, ...stack].join('\n');
}

function failureFields(error: unknown, hints: readonly string[]) {
  if (error instanceof ConfigError) {
    return { problems: [...error.problems, ...hints] };
  }
  return error instanceof SchemaError ? { problems: [error.message, ...hints] } : unforeseen(error);
}

/** An unexpected error is shown without its message, which may quote a setting. */
function unforeseen(error: unknown) {
  const { error: name, stack } = defectFields(error);
  const { code = name } = error as { readonly code?: string };
  return { error: code, stack };
}

function sandboxGuide(url: string, sandboxUrl: string): readonly Line[] {
  return [
    { text: `GraphQL at ${url}, in front of the sandbox tenant at ${sandboxUrl} (SUPEROFFICE_URL is not set).` },
    { text: "Transfer a chat session of tje0's to bo", command: curl(url, EXAMPLE.sessionId) },
    {
      text: "The same for a session that is not tje0's, where nothing happens",
      command: curl(url, FOREIGN_SESSION_ID),
    },
  ];
}

function curl(url: string, sessionId: string): string {
  const selection = '{ id user { id name } transferTo { id name } }';
  const query = `mutation { transferChatSession(id: ${sessionId}, toAssociate: \\"${EXAMPLE.toAssociate}\\") ${selection} }`;
  return `curl ${url} -H 'authorization: ${EXAMPLE.authorization}' -H 'content-type: application/json' -d '{"query":"${query}"}'`;
}

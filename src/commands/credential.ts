import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { loadAuthorization } from '../config.js';

export const NO_CREDENTIAL =
  'SUPEROFFICE_AUTHORIZATION, or a line of standard input: expected an Authorization header, Basic, SoTicket or Bearer';

const MAX_LENGTH = 8192;
const PROMPT = 'Authorization (Basic ..., SoTicket ... or Bearer ...): ';

/** What a command reads its credential from, and asks for it on. */
export type Surroundings = Pick<NodeJS.Process, 'env' | 'stdin' | 'stderr'>;

/**
 * The credential of a command, as a value of the `Authorization` header: from the environment, otherwise one line of standard
 * input, without an echo in a terminal. Empty if there is none.
 */
export async function readAuthorization({ env, stdin, stderr }: Surroundings): Promise<string> {
  return loadAuthorization(env) ?? (stdin.isTTY ? typedLine(stdin, (text) => stderr.write(text)) : firstLine(stdin));
}

async function firstLine(input: NodeJS.ReadStream): Promise<string> {
  let text = '';
  for await (const chunk of input.setEncoding('utf8')) {
    text += chunk;
    if (text.includes('\n') || text.length > MAX_LENGTH) {
      break;
    }
  }
  return (text.split(/\r?\n/, 1)[0] ?? '').trim();
}

/**
 * The terminal shows what `output` gets, which is nothing. Its own echo is off from here on, so ask only now.
 *
 * @param prompt writes the question.
 */
async function typedLine(input: NodeJS.ReadStream, prompt: (text: string) => void): Promise<string> {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output, terminal: true });
  prompt(PROMPT);
  const typed = await new Promise<string>((resolve) => {
    lines.once('line', resolve);
    // Closed by Ctrl-C, Ctrl-D or the end of the terminal.
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => resolve(''));
  });
  lines.close();
  prompt('\n');
  return typed.trim();
}

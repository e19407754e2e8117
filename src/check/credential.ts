import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

const MAX_LENGTH = 8192;
const PROMPT = 'Authorization (Basic ..., SoTicket ... or Bearer ...): ';

/**
 * One line of standard input, without an echo in a terminal; empty if there is none.
 *
 * @param prompt writes the question in a terminal.
 */
export async function readCredential(input: NodeJS.ReadStream, prompt: (text: string) => void): Promise<string> {
  return input.isTTY ? typedLine(input, prompt) : firstLine(input);
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

/** The terminal shows what `output` gets, which is nothing. Its own echo is off from here on, so ask only now. */
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

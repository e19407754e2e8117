import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

const MAX_LENGTH = 8192;
const PROMPT = 'Authorization (Basic ..., SoTicket ... or Bearer ...): ';

/**
 * One line of standard input, without an echo where a person types it; empty where there is none.
 *
 * @param prompt writes what a person is asked.
 */
export async function readCredential(input: NodeJS.ReadStream, prompt: (text: string) => void): Promise<string> {
  if (!input.isTTY) {
    return firstLine(input);
  }
  prompt(PROMPT);
  const typed = await typedLine(input);
  prompt('\n');
  return typed;
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

/** The terminal shows what `output` is given: nothing. */
function typedLine(input: NodeJS.ReadStream): Promise<string> {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output, terminal: true });
  return new Promise((resolve) => {
    // Before its end the line is not known; after it, closing changes nothing.
    lines.once('close', () => resolve(''));
    lines.once('line', (line) => {
      resolve(line.trim());
      lines.close();
    });
  });
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { bruCollection } from '../codegen/collection.js';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'examples/collection');

const read = (path: string) => readFileSync(path, 'utf8');

const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name));
const requests = files.filter((file) => /\/\d\d-\w+\.bru$/.test(file)).sort();

/** The content of a block of a `.bru` file, without its indentation. */
function blockOf(file: string, name: string): string {
  const [, content = ''] = new RegExp(`^${name} \\{\\n(.*?)^\\}$`, 'ms').exec(read(file)) ?? [];
  return content.replace(/^ {2}/gm, '');
}

describe('the collection for Bruno', () => {
  it('is what `npm run collection` writes', () => {
    const committed = Object.fromEntries(files.map((file) => [file.slice(FOLDER.length + 1), read(file)]));

    expect(committed).toEqual(Object.fromEntries(bruCollection()));
  });

  it('holds the operations that the documentation shows, in their order', () => {
    const documented = ['README.md', 'docs/agent-desk.md'].flatMap((page) =>
      [...read(join(ROOT, page)).matchAll(/^```graphql\n(.*?)^```$/gms)].map(([, operation]) => operation),
    );

    expect(documented.length).toBeGreaterThan(10);
    expect(requests.map((file) => blockOf(file, 'body:graphql'))).toEqual(documented);
    expect(requests.map((file) => /^seq: (\d+)$/m.exec(blockOf(file, 'meta'))?.[1])).toEqual(
      requests.map((_file, index) => String(index + 1)),
    );
  });

  it('sends each as an agent that the environment has', () => {
    const variables = blockOf(join(FOLDER, 'environments/sandbox.bru'), 'vars');
    const senders = requests.map((file) => /^authorization: \{\{(\w+)\}\}$/m.exec(blockOf(file, 'headers'))?.[1]);

    expect(new Set(senders)).toEqual(new Set(['tje0', 'bo']));
    expect(variables).toMatch(/^tje0: Basic dGplMDpUamUw$/m);
    expect(variables).toMatch(/^bo: Basic Ym86Qm8=$/m);
  });
});

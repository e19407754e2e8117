import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { endProcess } from '../helpers/end-process.js';
import { execute, TJE0 } from '../helpers/facade.js';
import { freePort } from '../helpers/free-port.js';

const GUIDE = readFileSync(new URL('../../docs/federation.md', import.meta.url), 'utf8');
const MAIN = fileURLToPath(new URL('../../examples/supergraph/main.js', import.meta.url));

const blocks = (language: string) =>
  [...GUIDE.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block]) => block as string);

const curlIn = (text: string) => /^ *(curl .*)$/m.exec(text)?.[1] ?? '';
const queryOf = (curl: string): string => JSON.parse(/-d '(.*)'/.exec(curl)?.[1] ?? '').query;

type Example = ChildProcessByStdio<null, Readable, Readable>;
let example: Example | undefined;
afterEach(async () => {
  if (example !== undefined) {
    await endProcess(example);
  }
});

/** What `npm run supergraph` runs once everything is installed and built. */
async function startExample(env: Record<string, string> = {}): Promise<{ url: string; printed: string }> {
  const port = await freePort();
  // The gateway would ask whether it runs in Google's cloud, and some networks answer that with an error.
  const common = { PATH: process.env.PATH, SUPERGRAPH_PORT: `${port}`, METADATA_SERVER_DETECTION: 'none' };
  example = spawn(process.execPath, [MAIN], {
    env: { ...common, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  while (!printed.includes('curl')) {
    const [chunk] = await once(example.stdout, 'data');
    printed += chunk;
  }
  return { url: `http://localhost:${port}/graphql`, printed };
}

describe('npm run supergraph', () => {
  it('prints a line to paste, which answers as the guide shows', async () => {
    const { url, printed } = await startExample();
    const inGuide = blocks('sh').map(curlIn).find(Boolean) ?? '';

    expect(printed).toContain(`Supergraph at ${url}`);
    expect(curlIn(printed)).toBe(inGuide.replace('http://localhost:4100/graphql', url));
    const { data, errors } = await execute(url, queryOf(curlIn(printed)));
    expect(errors).toBeUndefined();
    expect({ data }).toEqual(JSON.parse(blocks('json')[0] ?? ''));
  }, 60_000);

  it('answers the guide’s query that starts here, and transfers', async () => {
    const { url } = await startExample({ ROUTER_SECRET: 'a secret of sixteen or more' });

    const { data, errors } = await execute(url, blocks('graphql')[0] ?? '');
    const transfer = await execute(
      url,
      'mutation { transferChatSession(id: "549", toAssociate: "bo") { transferTo { name } } }',
    );

    expect(errors).toBeUndefined();
    expect(data.chatSession.person).toEqual({
      fullName: 'Chloe Whitcombe',
      loyaltyTier: 'GOLD',
      contact: { name: 'Thistledown Textiles plc', loyaltyPoints: 9100 },
    });
    expect(transfer.data).toEqual({ transferChatSession: { transferTo: { name: 'bo' } } });
  }, 60_000);

  it('has the names that SCHEMA_PREFIX gives', async () => {
    const { url } = await startExample({ SCHEMA_PREFIX: 'SuperOffice' });

    const { data, errors } = await execute(
      url,
      '{ superOfficeMe { __typename } topCustomers(first: 1) { __typename fullName } }',
    );

    expect(errors).toBeUndefined();
    expect(data).toEqual({
      superOfficeMe: { __typename: 'SuperOfficeUser' },
      topCustomers: [{ __typename: 'SuperOfficePerson', fullName: 'Synnøve Hjelmeland' }],
    });
  }, 60_000);

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends cleanly on %s',
    async (signal) => {
      const { url } = await startExample();
      const errors: string[] = [];
      example?.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
      await execute(url, '{ __typename }', {}, { authorization: TJE0 });
      const exited = once(example as Example, 'exit');

      example?.kill(signal);

      expect(await exited).toEqual([0, null]);
      expect(errors).toEqual([]);
      await expect(fetch(url)).rejects.toThrow();
    },
    60_000,
  );

  it('says what is wrong and ends, if a setting is wrong', async () => {
    example = spawn(process.execPath, [MAIN], { env: { PORT: 'any' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    example.stderr.on('data', (chunk: Buffer) => {
      said += chunk;
    });

    expect(await once(example, 'exit')).toEqual([1, null]);
    expect(said).toMatch(/^The supergraph cannot start\..*\n +PORT: expected a whole number/);
    expect(said).not.toContain('    at ');
  }, 60_000);

  it.each(['SUPERGRAPH_PORT', 'PORT', 'ADMIN_PORT'])(
    'names %s if that port is in use',
    async (name) => {
      const occupant = createServer().listen(0, 'localhost');
      await once(occupant, 'listening');
      const { port } = occupant.address() as AddressInfo;
      const env = { SUPERGRAPH_PORT: '0', [name]: `${port}` };
      example = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      example.stderr.on('data', (chunk: Buffer) => {
        said += chunk;
      });

      expect(await once(example, 'close')).toEqual([1, null]);
      expect(said).toMatch(new RegExp(`^The supergraph cannot start\\..*\\n +${name}: ${port} is in use\\.`));
      expect(said).not.toContain('    at ');
      occupant.close();
    },
    60_000,
  );

  it('does not take one port for two, and names misspelt settings', async () => {
    const port = `${await freePort()}`;
    const env = { SUPERGRAPH_PORT: port, PORT: port, SUPEROFICE_URL: 'x', SUPERGRAPH_PROT: '1' };
    const said: string[] = [];
    for (const one of [env, { ...env, PORT: '0', ADMIN_PORT: 'any' }]) {
      example = spawn(process.execPath, [MAIN], { env: one, stdio: ['ignore', 'pipe', 'pipe'] });
      example.stderr.on('data', (chunk: Buffer) => {
        said.push(`${chunk}`);
      });
      expect(await once(example, 'close')).toEqual([1, null]);
    }

    expect(said.join('')).toContain('SUPERGRAPH_PORT: is the same port as PORT.');
    expect(said.join('')).toContain('SUPEROFICE_URL is not a setting: the nearest one is SUPEROFFICE_URL\n');
    expect(said.join('')).toContain('SUPERGRAPH_PROT is not a setting: the nearest one is SUPERGRAPH_PORT\n');
  }, 60_000);

  it('uses its own defaults if settings are empty', async () => {
    const { printed } = await startExample({ PORT: '', LOG_LEVEL: ' ' });

    // Nothing is logged, and the port is a free one rather than the server's own default.
    expect(printed).toMatch(/^Supergraph at /);
    expect(printed).not.toContain('http://localhost:4000/');
  }, 60_000);

  it('takes --port', async () => {
    const port = await freePort();
    example = spawn(process.execPath, [MAIN, '--port', `${port}`], { env: {}, stdio: ['ignore', 'pipe', 'pipe'] });
    const [printed] = await once(example.stdout, 'data');

    expect(`${printed}`).toContain(`Supergraph at http://localhost:${port}/graphql`);
  }, 60_000);
});

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transformAsync } from '@babel/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { Server } from '../../src/server.js';
import { type Answer, execute, startFacade } from '../helpers/facade.js';
import { type ClientProject, createClientProject, SHOWN } from './client-project.js';

const PROGRAMS = join(import.meta.dirname, 'relay');
const { 'src/environment.ts': ENVIRONMENT = '', 'relay.config.json': CONFIG = '' } = SHOWN;

/** The guide's environment with relay-runtime's default: records are stored by `id` only. */
const KEPT_BY_ID = ENVIRONMENT.replace(/^ *getDataID: .*\n/m, '');

describe('Relay, compiled and run as docs/clients.md shows', () => {
  let sandbox: Sandbox;
  let server: Server;
  let shown: ClientProject;
  let keptById: ClientProject;
  beforeAll(async () => {
    sandbox = await startSandbox();
    server = await startFacade(sandbox.url);
    shown = await compile(ENVIRONMENT);
    keptById = await compile(KEPT_BY_ID);
  }, 120_000);
  afterAll(async () => {
    await shown?.remove();
    await keptById?.remove();
    await server?.stop();
    await sandbox?.stop();
  });

  /** A project of the programs, with what relay-compiler and its plugin for bundlers write. */
  async function compile(environment: string): Promise<ClientProject> {
    const programs = await Promise.all(
      (await readdir(PROGRAMS)).map(async (name) => [name, await readFile(join(PROGRAMS, name), 'utf8')] as const),
    );
    const project = await createClientProject(server.url, {
      ...Object.fromEntries(programs.map(([name, text]) => [`src/${name}`, text])),
      'src/environment.ts': environment,
      'relay.config.json': CONFIG,
    });
    await project.run('relay-compiler');
    for (const [name, program] of programs) {
      const compiled = await transformAsync(program, {
        configFile: false,
        cwd: project.folder,
        filename: join(project.folder, 'src', name),
        parserOpts: { plugins: ['typescript'] },
        plugins: [['relay', JSON.parse(CONFIG)]],
      });
      // The plugin reads a property that the types of relay-runtime do not have.
      const text = `// @ts-nocheck\n${compiled?.code}`;
      await writeFile(join(project.folder, 'src', `compiled-${name}`), text);
    }
    return project;
  }

  it('has no errors of types', () => shown.checkTypes(), 60_000);

  it('reads, transfers, and gets the outcome of a failed change', async () => {
    expect(await shown.start('src/compiled-desk.ts')).toBe('Tobias Everhart\nBo Lindqvist\nNOT_FOUND REJECTED\n');

    const { data } = await execute(server.url, '{ chatSession(id: 549) { transferTo { id } } }');
    expect(data.chatSession.transferTo.id).toBe('3');
  }, 60_000);

  it('adds the pages of a list to one another, with `@connection`', async () => {
    const { data } = await execute(server.url, '{ chatSessions(first: 4) { nodes { id } } }');
    const ids = data.chatSessions.nodes.map(({ id }: { readonly id: string }) => id);

    const printed = (await shown.start('src/compiled-pages.ts')).trim().split('\n');
    expect(printed.map((line) => JSON.parse(line))).toEqual([ids.slice(0, 2), ids]);
  }, 60_000);

  describe('records of several types with one id', () => {
    let sent: Answer['data'];
    beforeAll(async () => {
      const program = await readFile(join(PROGRAMS, 'namesakes.ts'), 'utf8');
      const [, query = ''] = /query namesakesQuery (\{.*?^ {2}\})/ms.exec(program) ?? [];
      sent = (await execute(server.url, query)).data;
    });

    it('stay apart', async () => {
      expect(sent.user.fullName).toBe('Bo Lindqvist');
      expect(Object.values(sent)).not.toContain(null);
      expect(JSON.parse(await shown.start('src/compiled-namesakes.ts'))).toEqual(sent);
    }, 60_000);

    it('show one another’s names without `getDataID`', async () => {
      // relay-runtime warns on lines of its own.
      const lines = (await keptById.start('src/compiled-namesakes.ts')).split('\n');
      const kept = JSON.parse(lines.find((line) => line.startsWith('{')) ?? '');

      expect(KEPT_BY_ID).not.toBe(ENVIRONMENT);
      expect(kept).toMatchObject({ user: sent.person, category: sent.position, ticketStatus: sent.ticketType });
      expect(kept).not.toEqual(sent);
    }, 60_000);
  });
});

import { readFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import type { Server } from '../../src/server.js';
import { execute, startFacade } from '../helpers/facade.js';
import { type ClientProject, createClientProject, GUIDE, SHOWN } from './client-project.js';

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const BO = { authorization: 'Basic Ym86Qm8=' };

/** Those that use what GraphQL Code Generator writes; relay.test.ts has Relay's. */
const PROGRAMS = ['src/apollo.ts', 'src/urql.ts', 'src/graphql-request.ts'];

describe('docs/clients.md', () => {
  let sandbox: Sandbox;
  let server: Server;
  let project: ClientProject;
  beforeAll(async () => {
    sandbox = await startSandbox();
    server = await startFacade(sandbox.url);
    const paths = ['codegen.yml', 'src/operations.graphql', ...PROGRAMS];
    project = await createClientProject(
      server.url,
      Object.fromEntries(paths.map((path) => [path, SHOWN[path] as string])),
    );
    await project.run('graphql-codegen', '--config', 'codegen.yml');
  }, 120_000);
  afterAll(async () => {
    await project?.remove();
    await server?.stop();
    await sandbox?.stop();
  });

  // Each program transfers the same session.
  afterEach(() => execute(server.url, 'mutation { rejectChatSessionTransfer(id: 549) { id } }', {}, BO));

  const transferTo = async () => {
    const { data } = await execute(server.url, '{ chatSession(id: 549) { transferTo { id } } }');
    return data.chatSession.transferTo?.id;
  };

  it('shows a file for each client, of no more than 15 lines below its name', () => {
    expect(Object.keys(SHOWN)).toEqual(expect.arrayContaining([...PROGRAMS, 'codegen.yml', 'src/environment.ts']));
    const long = Object.entries(SHOWN).filter(
      ([, text]) =>
        text
          .replace(/^(#|\/\/) .*\n/, '')
          .trimEnd()
          .split('\n').length > 15,
    );
    expect(long).toEqual([]);
  });

  it('shows programs without errors of types', () => project.checkTypes(), 60_000);

  it('generates types from the SDL in the package too, which has no scalars of federation', async () => {
    const fromPackage = (SHOWN['codegen.yml'] as string)
      .replace(/^schema: .*$/m, 'schema: node_modules/superoffice-graphql/schema.graphql')
      .replace(/^ +\w+: never\n/gm, '')
      .replace('src/generated/:', 'src/from-package/:');
    await writeFile(join(project.folder, 'from-package.yml'), fromPackage);
    await project.run('graphql-codegen', '--config', 'from-package.yml');

    expect(await readdir(join(project.folder, 'src/from-package'))).toContain('graphql.ts');
    await project.checkTypes();
  }, 60_000);

  it.each(PROGRAMS)(
    'shows what %s prints, which reads, transfers, and is told the outcome of what fails',
    async (path) => {
      const [, printed] = /Each prints:\n\n```\n(.*?)^```$/ms.exec(GUIDE) ?? [];
      const before = await transferTo();

      expect(await project.start(path)).toBe(printed);
      expect(printed).toBe('Tobias Everhart\nBo Lindqvist\nNOT_FOUND REJECTED\n');
      expect([before, await transferTo()]).toEqual([undefined, '3']);
    },
    60_000,
  );

  it('sends from PowerShell what the README sends with curl', async () => {
    const [, headers, body] =
      /^```powershell\n\$headers = @\{ (.*?) \}\n\$body = @\{ query = '(.*?)' \}/ms.exec(GUIDE) ?? [];
    const [, authorization, sent] = /^curl \S+ -H '(.*?)' -H '.*?' -d '(.*)'$/m.exec(README) ?? [];

    expect(headers).toBe(authorization?.replace(/: (.*)/, " = '$1'"));
    expect(body).toBe(JSON.parse(sent ?? '').query);
  });
});

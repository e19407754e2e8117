import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = join(HERE, '../..');
const GUIDE = readFileSync(join(ROOT, 'docs/clients.md'), 'utf8');
const [, CONFIGURATION = ''] = /^```yaml\n# codegen\.yml, for types without null\n(.*?)^```$/ms.exec(GUIDE) ?? [];
const [, ERRORS = ''] = /^```ts\n\/\/ errors\.ts\n(.*?)^```$/ms.exec(GUIDE) ?? [];

const OPERATIONS = `
  query Desk {
    chatSessionsForCurrentUser {
      id
      messages {
        id
      }
      user {
        name
      }
    }
  }
  mutation Transfer($id: ID!, $toAssociate: String!) {
    transferChatSession(id: $id, toAssociate: $toAssociate) {
      id
    }
  }
`;

/** What a client's code does with types that have no null where only an error leaves one. */
const CLIENT = `
import { explain, type SuperOfficeErrorExtensions } from './errors.js';
import type { DeskQuery, TransferMutation } from './generated/graphql.js';

export const linesIn = ({ chatSessionsForCurrentUser }: DeskQuery): number[] =>
  chatSessionsForCurrentUser.map(({ messages }) => messages.length);
export const idOf = ({ transferChatSession }: TransferMutation): string => transferChatSession.id;
export const told: string = explain({ code: 'NOT_FOUND', outcome: 'REJECTED', requestId: '1' });

// @ts-expect-error Nobody may answer a session in the queue, without an error.
export const answering = ({ chatSessionsForCurrentUser: [session] }: DeskQuery) => session.user.name;
// @ts-expect-error No error has this code.
export const code: SuperOfficeErrorExtensions['code'] = 'NO_SUCH_CODE';
`;

/** What the guide generates and shows, with this in `nullability`, in the way of a client's code. Empty where it compiles. */
async function compile(nullability: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'superoffice-graphql-nullability-'));
  try {
    const { generates } = parse(CONFIGURATION);
    const { 'src/generated/': client, 'src/generated/enums.ts': enums } = generates;
    const config = {
      schema: join(ROOT, 'schema.graphql'),
      documents: join(folder, 'operations.graphql'),
      emitLegacyCommonJSImports: false,
      generates: {
        [`${folder}/generated/`]: { ...client, config: { ...client.config, nullability } },
        [`${folder}/generated/enums.ts`]: enums,
      },
    };
    const files = {
      'operations.graphql': OPERATIONS,
      'codegen.json': JSON.stringify(config),
      'errors.ts': ERRORS,
      'client.ts': CLIENT,
      'package.json': '{ "type": "module" }',
      'tsconfig.json': JSON.stringify({
        compilerOptions: { module: 'nodenext', noEmit: true, strict: true, target: 'es2023', types: [] },
        files: ['client.ts'],
      }),
    };
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
    await symlink(join(HERE, 'node_modules'), join(folder, 'node_modules'));
    await run('npx', ['graphql-codegen', '--config', join(folder, 'codegen.json')]);
    return await run(join(ROOT, 'node_modules/.bin/tsc'), ['--project', folder]).catch(({ stdout }) => stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(file: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) =>
    execFile(file, args, { cwd: HERE }, (error, stdout) =>
      error === null ? resolve(stdout) : reject(Object.assign(error, { stdout })),
    ),
  );
}

describe('types that GraphQL Code Generator makes as docs/clients.md says', () => {
  let asSaid: string;
  let withNulls: string;
  beforeAll(async () => {
    asSaid = await compile(parse(CONFIGURATION).generates['src/generated/'].config.nullability);
    withNulls = await compile({ errorHandlingClient: false });
  }, 120_000);

  it('have no null where only an error leaves one, and the codes and outcomes of errors', () => {
    expect(asSaid).toBe('');
  });

  it('have null there without `errorHandlingClient`', () => {
    expect(withNulls).toMatch(/'chatSessionsForCurrentUser' is possibly 'null'/);
    expect(withNulls).toMatch(/'messages' is possibly 'null'/);
    expect(withNulls).toMatch(/'transferChatSession' is possibly 'null'/);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClientProject, createClientProject, SHOWN } from './client-project.js';

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

/** Code of a client whose types have no null for fields that are null only with an error. */
const CLIENT = `
import type { SuperOfficeErrorExtensions } from './errors.js';
import type { DeskQuery, TransferMutation } from './generated/graphql.js';

export const linesIn = ({ chatSessionsForCurrentUser }: DeskQuery): number[] =>
  chatSessionsForCurrentUser.map(({ messages }) => messages.length);
export const idOf = ({ transferChatSession }: TransferMutation): string => transferChatSession.id;
export const refusal: SuperOfficeErrorExtensions = { code: 'NOT_FOUND', outcome: 'REJECTED', requestId: '1' };

// @ts-expect-error A session in the queue has no user, without an error.
export const answering = ({ chatSessionsForCurrentUser: [session] }: DeskQuery) => session?.user.name;
// @ts-expect-error No error has this code.
export const code: SuperOfficeErrorExtensions['code'] = 'NO_SUCH_CODE';
`;

const FILES = {
  'codegen.yml': SHOWN['codegen-strict.yml'] ?? '',
  'src/client.ts': CLIENT,
  'src/errors.ts': SHOWN['src/errors.ts'] ?? '',
  'src/operations.graphql': OPERATIONS,
};

describe('types that GraphQL Code Generator makes as docs/clients.md says', () => {
  let asShown: ClientProject;
  let withNulls: ClientProject;
  beforeAll(async () => {
    asShown = await project(FILES);
    const configuration = FILES['codegen.yml'].replace('errorHandlingClient: true', 'errorHandlingClient: false');
    withNulls = await project({ ...FILES, 'codegen.yml': configuration });
  }, 120_000);
  afterAll(async () => {
    await asShown?.remove();
    await withNulls?.remove();
  });

  it('are not nullable if only an error leaves null, and have the codes and outcomes of errors', () =>
    asShown.checkTypes());

  it.each(['chatSessionsForCurrentUser', 'messages', 'transferChatSession'])(
    'have null in %s without `errorHandlingClient`',
    async (field) => {
      await expect(withNulls.checkTypes()).rejects.toThrow(`'${field}' is possibly 'null'`);
    },
  );
});

async function project(files: Readonly<Record<string, string>>): Promise<ClientProject> {
  // The configuration names the SDL in the package, and no server.
  const made = await createClientProject('http://localhost:4000/graphql', files);
  await made.run('graphql-codegen', '--config', 'codegen.yml');
  return made;
}

import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { print } from 'graphql';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import type { Server } from '../src/server.js';
import { DeskDocument, type DeskQuery, TransferDocument, type TransferMutation } from './generated/operations.js';
import { execute, startFacade } from './helpers/facade.js';
import { leaveAll, subscribe } from './helpers/subscribe.js';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const README = read('README.md');

/** The fenced blocks of a language, in their order. */
const blocks = (language: string) =>
  [...README.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block]) => block as string);

/** The query that a command sends. */
const queryOf = (command: string): string => {
  const line = blocks('sh').find((block) => block.startsWith(command)) ?? '';
  return JSON.parse(/-d '(.*)'/.exec(line)?.[1] ?? '').query;
};

describe('the README', () => {
  let sandbox: Sandbox;
  let facade: Server;

  // The sandbox tenant keeps changes, so each test has its own.
  beforeEach(async () => {
    sandbox = await startSandbox();
    facade = await startFacade(sandbox.url);
  });
  afterEach(async () => {
    leaveAll();
    await facade.stop();
    await sandbox.stop();
  });

  it('shows the answer that its curl line gets', async () => {
    const { data } = await execute(facade.url, queryOf('curl http'));

    expect({ data }).toEqual(JSON.parse(blocks('json').at(-1) as string));
  });

  it('shows a subscription that reports the transfer above it', async () => {
    const desk = await subscribe(facade.url, queryOf('curl -N '));
    const before = await desk.value();
    await execute(facade.url, queryOf('curl http'));
    const after = await desk.value();

    expect(before.isSnapshot).toBe(true);
    expect(before.sessions.map(({ id }: { id: string }) => id)).toContain('549');
    expect(after).toMatchObject({ isSnapshot: false, sessions: [{ id: '549', transferTo: { name: 'bo' } }] });
  });

  it('shows the real answer of the transfer', async () => {
    const [variables, answer] = blocks('json').map((block) => JSON.parse(block));

    const { data, errors } = await execute(facade.url, print(TransferDocument), variables);

    expect(errors).toBeUndefined();
    expect({ data }).toEqual(answer);
    expect((data as TransferMutation).transferChatSession?.transferTo?.id).toBe(variables.toAssociate);
  });

  it('shows a query for an agent’s desk that works', async () => {
    const { data, errors } = await execute(facade.url, print(DeskDocument));

    expect(errors).toBeUndefined();
    const desk = data as DeskQuery;
    expect(desk.me?.id).toBe('5');
    expect(desk.transferTargets?.map(({ id }) => id)).toContain('3');
    expect(desk.chatSessionsForCurrentUser?.map(({ id }) => id)).toContain('549');
  });
});

describe('the map of the documentation', () => {
  it('lists every page', () => {
    const listed = [...read('docs/README.md').matchAll(/^- \[([\w-]+\.md)\]\(\1\)/gm)].map(([, path]) => path);

    const files = readdirSync(new URL('../docs', import.meta.url)).filter((file) => file.endsWith('.md'));
    expect([...listed, 'README.md'].sort()).toEqual(files.sort());
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { print } from 'graphql';
import { CONFIG_VARIABLES, loadConfig } from '../src/config.js';
import { ERROR_CODES } from '../src/graphql/error-codes.js';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import type { Server } from '../src/server.js';
import { DeskDocument, type DeskQuery, TransferDocument, type TransferMutation } from './generated/operations.js';
import { execute, startFacade } from './helpers/facade.js';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The fenced blocks of a language, in their order. */
const blocks = (language: string) =>
  [...README.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block]) => block as string);

/** The names in a column of the tables in a section: a row may hold several. */
const namesIn = (heading: string, column: number) =>
  (README.split(/^## /m).find((section) => section.startsWith(`${heading}\n`)) ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((row) => [...(row.split('|')[column]?.matchAll(/`([^`]+)`/g) ?? [])].map(([, name]) => name as string));

describe('the README', () => {
  let sandbox: Sandbox;
  let facade: Server;

  // The sandbox tenant keeps what is done to it: each test has its own.
  beforeEach(async () => {
    sandbox = await startSandbox();
    facade = await startFacade(sandbox.url);
  });
  afterEach(async () => {
    await facade.stop();
    await sandbox.stop();
  });

  it('shows the answer that its curl line gets', async () => {
    const curl = blocks('sh').find((block) => block.startsWith('curl'));
    const { query } = JSON.parse(/-d '(.*)'/.exec(curl ?? '')?.[1] ?? '');

    const { data } = await execute(facade.url, query);

    expect({ data }).toEqual(JSON.parse(blocks('json')[0] as string));
  });

  it('shows the transfer’s answer as it is', async () => {
    const [, variables, answer] = blocks('json').map((block) => JSON.parse(block));

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

  it('lists every error code', () => {
    expect(namesIn('Errors', 1).flat().sort()).toEqual([...ERROR_CODES].sort());
  });

  it('lists every setting', () => {
    expect(namesIn('Configuration', 1).flat().sort()).toEqual([...CONFIG_VARIABLES].sort());
  });

  it('lists every guide', () => {
    const [, guides = ''] = README.split('## Guides\n');
    const listed = [...guides.matchAll(/^- \[(docs\/\S+)\]\(\1\)/gm)].map(([, path]) => path);

    const files = readdirSync(new URL('../docs', import.meta.url)).filter((file) => file.endsWith('.md'));
    expect(listed.sort()).toEqual(files.map((file) => `docs/${file}`));
  });

  it('lists every setting’s default', () => {
    const documented = namesIn('Configuration', 2).flatMap((defaults, row) =>
      (namesIn('Configuration', 1)[row] ?? []).map((variable, index) => [variable, defaults[index] ?? '']),
    );

    expect(loadConfig(Object.fromEntries(documented))).toEqual(loadConfig({}));
    // What is set to something else than its default makes a difference: the comparison above can fail.
    expect(documented.filter(([, value]) => value !== '').length).toBeGreaterThan(40);
  });
});

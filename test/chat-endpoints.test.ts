import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isObjectType } from 'graphql';
import { createSchema } from '../src/graphql/schema/schema.js';
import { findOperation, operations } from './contract/contract.js';

interface Row {
  /** `POST ChatSession/{}/TransferTo/{}`: without the names in braces. */
  readonly operation: string;
  /** `Query.chatSession`; empty if the page says that there is none. */
  readonly fields: readonly string[];
  readonly note: string;
}

const page = readFileSync(new URL('../docs/chat-endpoints.md', import.meta.url), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| (GET|POST|PUT|PATCH|DELETE) /.test(line))
  .map(readRow);
const fields = readFields();

describe('docs/chat-endpoints.md', () => {
  it('has each operation of chat once, and nothing else', () => {
    const chat = operations.filter((name) => /^\w+ (ChatSession|ChatTopic|Presence|Agents\/Chat)(\/|$)/.test(name));

    expect(chat.length).toBeGreaterThan(60);
    expect(findOperation('GET', 'MDOList/chatuser')).toBeDefined();
    expect(rows.map(({ operation }) => operation).sort()).toEqual(
      [...chat.map(withoutNames), 'GET MDOList/chatuser'].sort(),
    );
  });

  it('names fields that are in the schema', () => {
    const named = [...rows.flatMap((row) => row.fields), ...mentionsIn(page)];

    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !fields.has(name))).toEqual([]);
  });

  it('names the fields whose descriptions name the call, and no others', () => {
    const described = new Map<string, string[]>();
    for (const [field, description] of fields) {
      for (const operation of callsIn(description)) {
        described.set(operation, [...(described.get(operation) ?? []), field]);
      }
    }
    const chat = rows.map(({ operation }) => operation);
    const table = rows.filter((row) => row.fields.length > 0).map((row) => [row.operation, [...row.fields].sort()]);

    expect(Object.fromEntries(table)).toEqual(
      Object.fromEntries([...described].filter(([name]) => isChat(name)).map(([name, list]) => [name, list.sort()])),
    );
    expect([...described.keys()].filter((name) => isChat(name) && !chat.includes(name))).toEqual([]);
  });

  it('gives a reason for each call without a field', () => {
    const unserved = rows.filter((row) => row.fields.length === 0);

    expect(unserved.length).toBeGreaterThan(0);
    expect(unserved.filter(({ note }) => note.length < 15)).toEqual([]);
  });

  it('finds the same call among its own, for each procedure of the agent but one', () => {
    const agent = rows.filter(({ operation }) => operation.startsWith('POST Agents/'));
    const others = rows.filter((row) => !agent.includes(row)).map(({ operation }) => operation);
    const twins = agent.flatMap(({ note }) => (note.startsWith('as ') ? [callsIn(`REST: ${note}`)] : []));

    expect(twins).toHaveLength(agent.length - 1);
    expect(twins.filter((calls) => calls.length === 0)).toEqual([]);
    expect(twins.flat().filter((operation) => !others.includes(operation))).toEqual([]);
  });
});

function readRow(line: string): Row {
  const [, operation = '', served = '', note = ''] = line.split('|').map((cell) => cell.trim());
  return {
    operation: withoutNames(operation),
    fields: served === 'none' ? [] : served.split(', ').map((name) => name.replaceAll('`', '')),
    note,
  };
}

function withoutNames(operation: string): string {
  return operation.replace(/\{\w+\}/g, '{}');
}

function isChat(operation: string): boolean {
  return /^\w+ (ChatSession|ChatTopic|Presence|MDOList|Agents\/Chat)(\/|$)/.test(operation);
}

/** `Type.field` -> its description. */
function readFields(): ReadonlyMap<string, string> {
  const types = Object.values(createSchema({ exposeSessionKey: false }).getTypeMap()).filter(isObjectType);
  return new Map(
    types.flatMap((type) =>
      Object.values(type.getFields()).map((field): [string, string] => [
        `${type.name}.${field.name}`,
        field.description ?? '',
      ]),
    ),
  );
}

/** `Type.field`, wherever a text names one. */
function mentionsIn(text: string): string[] {
  return [...text.matchAll(/`([A-Z]\w+\.\w+)`/g)].map(([, name = '']) => name);
}

/** The calls after `REST:`. Verbs may share a path: `GET and then PUT ChatSession/{id}`. */
function callsIn(description: string): string[] {
  const [, ...texts] = description.split(/REST:\s/);
  const calls: string[] = [];
  let verbs: string[] = [];
  for (const [word] of texts.join(' ').matchAll(/\b(?:GET|POST|PUT|PATCH|DELETE)\b|\b[A-Z]\w+(?:\/[\w{}]+)*/g)) {
    if (/^(GET|POST|PUT|PATCH|DELETE)$/.test(word)) {
      verbs.push(word);
    } else {
      calls.push(...verbs.map((verb) => withoutNames(`${verb} ${word}`)));
      verbs = [];
    }
  }
  return calls;
}

import { Kind, parse } from 'graphql';
import { READY_OPERATIONS } from '../src/generated/ready-operations.js';
import type { ReadyOperation } from '../src/http/explorer/settings.js';
import { agentsOf } from '../src/sandbox/agents.js';
import { createTenant } from '../src/sandbox/tenant.js';

/**
 * The ready operations as a collection for Bruno: in their order, each sent by its agent.
 *
 * Keyed by path in the collection's folder.
 */
export function bruCollection(): ReadonlyMap<string, string> {
  // Bruno waits for the end of an answer, which a stream has not.
  const operations = READY_OPERATIONS.flatMap((group) => group.operations).filter(
    ({ kind }) => kind !== 'subscription',
  );
  return new Map([
    ['bruno.json', `${JSON.stringify({ version: '1', name: 'superoffice-graphql', type: 'collection' }, null, 2)}\n`],
    ['environments/sandbox.bru', environmentOf(new Set(operations.map(({ agent }) => agent)))],
    ...operations.map((operation, index): [string, string] => [
      `${String(index + 1).padStart(2, '0')}-${operation.name}.bru`,
      requestOf(operation, index + 1),
    ]),
  ]);
}

/** The sandbox tenant as `npm start` serves it, with a variable for the credential of each of these agents. */
function environmentOf(names: ReadonlySet<string>): string {
  const agents = agentsOf(createTenant({ now: () => new Date() })).filter(({ name }) => names.has(name));
  const variables = agents.map(({ name, authorization }) => `${name}: ${authorization}`);
  return `${block('vars', ['url: http://localhost:4000/graphql', ...variables].join('\n'))}\n`;
}

function requestOf({ name, agent, document, variables, text }: ReadyOperation, seq: number): string {
  const hasVariables = Object.keys(variables).length > 0;
  const blocks = [
    block('meta', `name: ${name}\ntype: graphql\nseq: ${seq}`),
    block('post', 'url: {{url}}\nbody: graphql\nauth: none'),
    block('headers', `authorization: {{${agent}}}`),
    block('body:graphql', document.trimEnd()),
    ...(hasVariables ? [block('body:graphql:vars', JSON.stringify(variables, null, 2))] : []),
    block('assert', assertionsOf(document).join('\n')),
    ...(text === '' ? [] : [block('docs', text)]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** No error, and something at each root field: a step that comes too late or too early answers null. */
function assertionsOf(document: string): readonly string[] {
  const fields = parse(document)
    .definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .flatMap(({ selectionSet }) => selectionSet.selections)
    .filter((selection) => selection.kind === Kind.FIELD);
  return [
    'res.status: eq 200',
    'res.body.errors: isUndefined',
    ...fields.map(({ alias, name }) => `res.body.data.${(alias ?? name).value}: neq null`),
  ];
}

function block(name: string, content: string): string {
  return `${name} {\n${content.replace(/^(?=.)/gm, '  ')}\n}`;
}

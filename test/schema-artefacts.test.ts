import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, findBreakingChanges, isTypeDefinitionNode, isTypeExtensionNode, Kind, parse } from 'graphql';
import { startCommand } from './helpers/command.js';
import { useFacade } from './helpers/facade.js';
import { ROOT, SHORT_LIVED } from './helpers/server-process.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('subgraph.graphql', () => {
  const pair = useFacade();

  it('is what a server answers to a composer; `npm run schema` writes it', async () => {
    const { data } = await pair.ask('{ _service { sdl } }');

    expect(read('../subgraph.graphql')).toBe(data._service.sdl);
  });

  it('is what `npm run schema` prints', async () => {
    const print = startCommand(process.execPath, [...SHORT_LIVED, 'dist/print-sdl.js'], { cwd: ROOT });

    expect([await print.ended, print.stderr]).toEqual([0, '']);
    expect(print.stdout).toBe(read('../subgraph.graphql'));
  });
});

/** Some tools keep one of several extensions of a type, and drop the others without a word. */
describe.each<Record<string, string>>([
  {},
  { EXPOSE_SESSION_KEY: 'true' },
  { SCHEMA_PREFIX: 'SuperOffice' },
  { EXPOSE_SESSION_KEY: 'true', SCHEMA_PREFIX: 'SuperOffice' },
])('the SDL of a subgraph with %p', (env) => {
  const pair = useFacade(env);

  it('has one definition a type, with a description, and extends nothing but the schema', async () => {
    const { data } = await pair.ask('{ _service { sdl } }');
    const { definitions } = parse(data._service.sdl);
    const types = definitions.filter(isTypeDefinitionNode);
    const names = types.map(({ name }) => name.value);

    expect(definitions.filter(isTypeExtensionNode)).toEqual([]);
    expect(names).toEqual([...new Set(names)]);
    expect(types.filter(({ description }) => !description?.value).map(({ name }) => name.value)).toEqual([]);
  });

  it('has all that callers can ask for, and nothing of what routers ask', async () => {
    const { data } = await pair.ask('{ _service { sdl } __schema { types { name fields { name } } } }');
    const fieldsOf = new Map(
      parse(data._service.sdl).definitions.flatMap((node): [string, string[]][] =>
        node.kind === Kind.OBJECT_TYPE_DEFINITION
          ? [[node.name.value, (node.fields ?? []).map(({ name }) => name.value).sort()]]
          : [],
      ),
    );
    const asked = data.__schema.types
      .filter(({ name, fields }: Introspected) => fields !== null && !name.startsWith('_'))
      .map(({ name, fields }: Introspected): [string, string[]] => [
        name,
        (fields ?? [])
          .map((field) => field.name)
          .filter((field) => !field.startsWith('_'))
          .sort(),
      ]);

    expect(fieldsOf).toEqual(new Map(asked));
    expect(fieldsOf.get('Query')?.length).toBeGreaterThan(16);
  });
});

interface Introspected {
  readonly name: string;
  readonly fields: readonly { readonly name: string }[] | null;
}

describe('schema.graphql', () => {
  it('breaks nothing that callers of the last release rely on', () => {
    const released = buildSchema(read('./contract/released-schema.graphql'));

    expect(findBreakingChanges(released, buildSchema(read('../schema.graphql')))).toEqual([]);
  });
});

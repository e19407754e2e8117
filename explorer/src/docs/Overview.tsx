import { useSignal } from '@preact/signals';
import { type GraphQLObjectType, type GraphQLSchema, isIntrospectionType } from 'graphql';
import { moveFocus } from '../components/keys.js';
import { Prose } from '../components/Prose.js';
import { rootsOf } from '../model/document/paths.js';
import { useExplorer } from '../model/explorer.js';
import { KINDS, kindOf } from './kinds.js';
import { NameLink } from './parts.js';

/** The first page: the root fields and the types of the schema. */
export function Overview({ schema }: { readonly schema: GraphQLSchema }) {
  const roots = rootsOf(schema);
  const choices = [...roots.map(({ name }) => name), 'Types'];
  const chosen = useSignal(choices[0]);
  const root = roots.find(({ name }) => name === chosen.value);
  return (
    <>
      <div
        class="choices"
        role="tablist"
        aria-label="Parts of the schema"
        onKeyDown={(event) => moveFocus(event, '[role="tab"]')?.click()}
      >
        {choices.map((choice) => (
          <button
            type="button"
            key={choice}
            class="choice"
            role="tab"
            aria-selected={choice === chosen.value}
            tabIndex={choice === chosen.value ? 0 : -1}
            onClick={() => {
              chosen.value = choice;
            }}
          >
            {choice}
          </button>
        ))}
      </div>
      {root === undefined ? <Types schema={schema} /> : <Root root={root} />}
    </>
  );
}

function Root({ root }: { readonly root: GraphQLObjectType }) {
  const { showDocs } = useExplorer();
  return (
    <ul class="items">
      {Object.values(root.getFields())
        .sort((left, right) => Number(isMachines(left.name)) - Number(isMachines(right.name)))
        .map(({ name, description }) => (
          <li key={name}>
            <button type="button" class="item field-item" onClick={() => showDocs({ type: root.name, field: name })}>
              <code class="field-name">{name}</code>
              <span class="item-text one-line">
                <Prose text={firstSentence(description)} />
              </span>
            </button>
          </li>
        ))}
    </ul>
  );
}

/** `_entities` and `_service` are for routers. */
function isMachines(field: string): boolean {
  return field.startsWith('_');
}

function firstSentence(description: string | null | undefined): string {
  return (description ?? '').split(/(?<=\.)\s|\n\n/, 1)[0] ?? '';
}

function Types({ schema }: { readonly schema: GraphQLSchema }) {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  return KINDS.map(({ kind, heading }) => {
    const names = types.filter((type) => kindOf(type) === kind).map(({ name }) => name);
    return names.length === 0 ? null : (
      <section key={kind} class="group">
        <h3>{heading}</h3>
        <ul class="type-names">
          {names.sort().map((name) => (
            <li key={name}>
              <NameLink type={name} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

import { type GraphQLSchema, isEnumType, isIntrospectionType } from 'graphql';
import type { DocsPage } from '../model/docs.js';
import { fieldsOf } from './fields.js';
import { NameLink } from './parts.js';

interface FoundProps {
  readonly schema: GraphQLSchema;
  readonly wanted: string;
  readonly onFollow: () => void;
}

/** More than somebody reads. */
const MAX_SHOWN = 60;

/** The types, fields and values whose names have the wanted text in them. */
export function Found({ schema, wanted, onFollow }: FoundProps) {
  const names = namesIn(schema).filter(({ type, field }) => includes(field ?? type, wanted));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links in it are what is clicked.
    // biome-ignore lint/a11y/useKeyWithClickEvents: a link that is pressed with a key is clicked as well.
    <div onClick={onFollow}>
      <p class="found-count" aria-live="polite">
        {names.length === 0 ? `Nothing is called “${wanted}”.` : `${names.length} found`}
      </p>
      <ul class="type-names">
        {names.slice(0, MAX_SHOWN).map((page) => (
          <li key={`${page.type}.${page.field}`}>
            <NameLink {...page} />
          </li>
        ))}
      </ul>
      {names.length > MAX_SHOWN && <p class="found-count">The first {MAX_SHOWN} are shown.</p>}
    </div>
  );
}

/** Types first, then their fields and values. */
function namesIn(schema: GraphQLSchema): readonly DocsPage[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  return [
    ...types.map(({ name }) => ({ type: name })),
    ...types.flatMap((type) =>
      (isEnumType(type) ? type.getValues() : fieldsOf(type)).map(({ name }) => ({ type: type.name, field: name })),
    ),
  ];
}

function includes(name: string, wanted: string): boolean {
  return name.toLowerCase().includes(wanted.trim().toLowerCase());
}

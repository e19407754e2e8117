import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
} from 'graphql';
import type { DocsPage } from '../model/docs/docs-page.js';
import { pathTo } from '../model/document/paths.js';
import { useExplorer } from '../model/explorer.js';
import { fieldsOf, typesIn } from './fields.js';
import { kindOf } from './kinds.js';
import { Members } from './Members.js';
import { Description, NameLink } from './parts.js';

interface TypePageProps {
  readonly schema: GraphQLSchema;
  readonly type: GraphQLNamedType;
}

/** All that the schema says of a type. */
export function TypePage({ schema, type }: TypePageProps) {
  const { docs } = useExplorer();
  return (
    <article class="docs-page">
      <h3 class="docs-title">
        <span class="kind">{kindOf(type)}</span>
        {type.name}
      </h3>
      <Description text={type.description} />
      {isScalarType(type) && type.specifiedByURL && <p class="docs-line">Specified by {type.specifiedByURL}.</p>}
      <Members type={type} path={isObjectType(type) ? pathTo(schema, type.name, docs.trail.value) : undefined} />
      {isAbstractType(type) && (
        <Links heading="One of" names={schema.getPossibleTypes(type).map(({ name }) => ({ type: name }))} />
      )}
      <Links heading="Used by" names={usesOf(type, schema)} />
    </article>
  );
}

interface LinksProps {
  readonly heading: string;
  readonly names: readonly DocsPage[];
}

function Links({ heading, names }: LinksProps) {
  if (names.length === 0) {
    return null;
  }
  return (
    <>
      <h4>{heading}</h4>
      <ul class="type-names">
        {names.map((page) => (
          <li key={`${page.type}.${page.field}`}>
            <NameLink {...page} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The fields that return the type or accept it. */
function usesOf(type: GraphQLNamedType, schema: GraphQLSchema): readonly DocsPage[] {
  return Object.values(schema.getTypeMap())
    .filter((owner) => !isIntrospectionType(owner))
    .flatMap((owner) =>
      fieldsOf(owner)
        .filter((field) => typesIn(field).some((part) => getNamedType(part) === type))
        .map(({ name }) => ({ type: owner.name, field: name })),
    );
}

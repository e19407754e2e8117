import { type GraphQLSchema, getNamedType, isLeafType, isObjectType } from 'graphql';
import { operationOf } from '../model/document/add-field.js';
import { isRoot, pathTo } from '../model/document/paths.js';
import { useExplorer } from '../model/explorer.js';
import { AddButton } from './AddButton.js';
import { argumentsOf, type Field } from './fields.js';
import { Arguments, Members } from './Members.js';
import { Deprecation, Description, NameLink, TypeLink } from './parts.js';

interface FieldPageProps {
  readonly schema: GraphQLSchema;
  /** The name of the type that it is a field of. */
  readonly owner: string;
  readonly field: Field;
}

/** All that the schema says of a field, and what can be selected below it. */
export function FieldPage({ schema, owner, field }: FieldPageProps) {
  const { docs, open } = useExplorer();
  const base = pathTo(schema, owner, docs.trail.value.slice(0, -1));
  const path = base && isObjectType(schema.getType(owner)) ? [...base, { type: owner, field: field.name }] : undefined;
  const args = argumentsOf(field);
  const type = getNamedType(field.type);
  return (
    <article class="docs-page">
      <h3 class="docs-title">
        <span class="kind">field</span>
        {field.name}
      </h3>
      <p class="docs-line">
        <TypeLink type={field.type} /> of <NameLink type={owner} />
      </p>
      <Description text={field.description} />
      <Deprecation reason={field.deprecationReason} />
      {path && (
        <p class="docs-actions">
          <AddButton path={path} />
          {isRoot(schema, owner) && (
            <button type="button" class="button small" onClick={() => open(operationOf(schema, path))}>
              Write an operation
            </button>
          )}
        </p>
      )}
      {args.length > 0 && <h4>Arguments</h4>}
      <Arguments args={args} />
      {!isLeafType(type) && <h4>Fields of {type.name}</h4>}
      <Members type={type} path={path} />
    </article>
  );
}

import { type GraphQLSchema, getNamedType, isLeafType } from 'graphql';
import { useExplorer } from '../model/explorer.js';
import { exampleOf } from './example.js';
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
  const { open } = useExplorer();
  const isRoot = owner === schema.getQueryType()?.name || owner === schema.getMutationType()?.name;
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
      {isRoot && (
        <button type="button" class="button small" onClick={() => open(exampleOf(schema, owner, field.name))}>
          Write an operation
        </button>
      )}
      {args.length > 0 && <h4>Arguments</h4>}
      <Arguments args={args} />
      {!isLeafType(type) && <h4>Fields of {type.name}</h4>}
      <Members type={type} />
    </article>
  );
}

import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  isEnumType,
  isObjectType,
  print,
} from 'graphql';
import type { ComponentChildren } from 'preact';
import type { Step } from '../model/document/paths.js';
import { useExplorer } from '../model/explorer.js';
import { AddButton } from './AddButton.js';
import { argumentsOf, type Field, fieldsOf } from './fields.js';
import { Deprecation, Description, TypeLink } from './parts.js';

interface MembersProps {
  readonly type: GraphQLNamedType;
  /** The path to a value of the type; with one, its fields can be added to the operation. */
  readonly path: readonly Step[] | undefined;
}

/** What a type is made of: fields, or the values of an enum. */
export function Members({ type, path }: MembersProps) {
  if (isEnumType(type)) {
    return (
      <List>
        {type.getValues().map(({ name, description, deprecationReason }) => (
          <li key={name} class="member">
            <code>{name}</code>
            <Description text={description} />
            <Deprecation reason={deprecationReason} />
          </li>
        ))}
      </List>
    );
  }
  return (
    <List>
      {fieldsOf(type).map((field) => (
        <li key={field.name} class="member">
          <div class="member-line">
            <Signature owner={type.name} field={field} />
            {path && isObjectType(type) && (
              <AddButton path={[...path, { type: type.name, field: field.name }]} isSmall={true} />
            )}
          </div>
          <Description text={field.description} />
          <Deprecation reason={field.deprecationReason} />
        </li>
      ))}
    </List>
  );
}

function List({ children }: { readonly children: readonly ComponentChildren[] }) {
  return children.length > 0 ? <ul class="members">{children}</ul> : null;
}

/** A field as it is declared; its name leads to its own page. */
export function Signature({ owner, field }: { readonly owner: string; readonly field: Field }) {
  const { showDocs } = useExplorer();
  const args = argumentsOf(field);
  return (
    <code class="signature">
      <button type="button" class="link field-name" onClick={() => showDocs({ type: owner, field: field.name })}>
        {field.name}
      </button>
      {args.length > 0 && '('}
      {args.map((argument, index) => (
        <span key={argument.name}>
          <span class="argument-name">{argument.name}</span>: <TypeLink type={argument.type} />
          {index < args.length - 1 && ', '}
        </span>
      ))}
      {args.length > 0 && ')'}: <TypeLink type={field.type} />
    </code>
  );
}

/** The description of each argument. */
export function Arguments({ args }: { readonly args: readonly GraphQLArgument[] }) {
  return (
    <List>
      {args.map(({ name, type, description, defaultValue, deprecationReason }) => (
        <li key={name} class="member">
          <code class="signature">
            <span class="argument-name">{name}</span>: <TypeLink type={type} />
            {defaultOf(type, defaultValue)}
          </code>
          <Description text={description} />
          <Deprecation reason={deprecationReason} />
        </li>
      ))}
    </List>
  );
}

/** ` = ID_DESC`, as in a schema; nothing if there is no default. */
function defaultOf(type: GraphQLInputType, value: unknown): string {
  const literal = value === undefined ? undefined : astFromValue(value, type);
  return literal ? ` = ${print(literal)}` : '';
}

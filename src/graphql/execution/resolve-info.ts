import type { GraphQLObjectType, GraphQLResolveInfo, ResponsePath } from 'graphql';
import type { PlannedInfo } from '../selection/fields-below.js';
import type { Execution } from './execution.js';
import type { Field } from './plan.js';
import type { ResponsePosition } from './response-position.js';

type Info<Name extends keyof GraphQLResolveInfo> = GraphQLResolveInfo[Name];

/** The `info` of a resolver. Made for every field of every record, so it holds very little. */
export class ResolveInfo implements PlannedInfo {
  readonly #execution: Execution;
  readonly #field: Field;
  readonly #above: ResponsePosition;

  constructor(execution: Execution, field: Field, above: ResponsePosition) {
    this.#execution = execution;
    this.#field = field;
    this.#above = above;
  }

  get fieldName(): Info<'fieldName'> {
    return this.#field.definition.name;
  }

  get fieldNodes(): Info<'fieldNodes'> {
    return this.#field.nodes;
  }

  get returnType(): Info<'returnType'> {
    return this.#field.definition.type;
  }

  get parentType(): Info<'parentType'> {
    return this.#field.parentType;
  }

  get path(): Info<'path'> {
    return responsePath(this.#above, this.#field.key, this.#field.parentType.name);
  }

  get schema(): Info<'schema'> {
    return this.#execution.plan.schema;
  }

  get fragments(): Info<'fragments'> {
    return this.#execution.plan.fragments;
  }

  get operation(): Info<'operation'> {
    return this.#execution.plan.operation;
  }

  get variableValues(): Info<'variableValues'> {
    return this.#execution.variableValues;
  }

  get rootValue(): Info<'rootValue'> {
    return undefined;
  }

  fieldsOf(type: GraphQLObjectType): ReturnType<PlannedInfo['fieldsOf']> {
    return this.#field.fieldsOf(type);
  }
}

function responsePath(above: ResponsePosition, key: string | number, typename: string | undefined): ResponsePath {
  const { above: next, key: nextKey, field } = above;
  const nextTypename = typeof nextKey === 'string' ? field?.parentType.name : undefined;
  return { prev: next && responsePath(next, nextKey, nextTypename), key, typename };
}

import { Kind, type OperationDefinitionNode, type TypeNode, type VariableDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { VariableValues } from './collect-fields.js';

/** The result of `make` for an operation with these values of its conditions. */
export type ByConditions<T> = (operation: OperationDefinitionNode, values: VariableValues, make: () => T) => T;

/** What is known about one operation. */
interface Known<T extends object | number> {
  /** Names of variables. */
  readonly conditions: readonly string[];
  /** By the values of these variables. The least recently used one is forgotten first. */
  readonly byValues: LRUCache<string, T>;
}

const MAX_VALUES = 16;

/** Caches what depends on an operation and its `@skip` and `@include`, as long as its document is kept. */
export function createByConditions<T extends object | number>(): ByConditions<T> {
  const knownOf = new WeakMap<OperationDefinitionNode, Known<T>>();
  return (operation, values, make) => {
    let known = knownOf.get(operation);
    if (known === undefined) {
      const conditions = conditionsOf(operation).map(({ variable }) => variable.name.value);
      known = { conditions, byValues: new LRUCache({ max: MAX_VALUES }) };
      knownOf.set(operation, known);
    }
    const { conditions, byValues } = known;
    const key = conditions.length === 0 ? '' : conditions.map((name) => values[name]).join();
    let made = byValues.get(key);
    if (made === undefined) {
      made = make();
      byValues.set(key, made);
    }
    return made;
  };
}

/** The variables on which `@skip` and `@include` may depend. */
export function conditionsOf({ variableDefinitions = [] }: OperationDefinitionNode): readonly VariableDefinitionNode[] {
  return variableDefinitions.filter(({ type }) => isBoolean(type));
}

function isBoolean(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE
    ? isBoolean(type.type)
    : type.kind === Kind.NAMED_TYPE && type.name.value === 'Boolean';
}

import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';

export type Kind = 'type' | 'interface' | 'union' | 'input' | 'enum' | 'scalar';

/** In the order in which they are listed. */
export const KINDS: readonly { readonly kind: Kind; readonly heading: string }[] = [
  { kind: 'type', heading: 'Types' },
  { kind: 'interface', heading: 'Interfaces' },
  { kind: 'union', heading: 'Unions' },
  { kind: 'input', heading: 'Inputs' },
  { kind: 'enum', heading: 'Enums' },
  { kind: 'scalar', heading: 'Scalars' },
];

export function kindOf(type: GraphQLNamedType): Kind {
  if (isObjectType(type)) {
    return 'type';
  }
  if (isInterfaceType(type)) {
    return 'interface';
  }
  if (isUnionType(type)) {
    return 'union';
  }
  if (isInputObjectType(type)) {
    return 'input';
  }
  return isEnumType(type) ? 'enum' : 'scalar';
}

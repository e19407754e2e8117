import { type GraphQLSchema, isEnumType, isScalarType, Kind, type ValueNode } from 'graphql';
import { PublicError } from '../errors.js';
import { EXPECTED_DATE_TIME, parseDateTime } from './date-time.js';

/** Makes enums and dates say what they expect; graphql-js would quote what came. Dates are read as `Date`s. */
export function explainInputs(schema: GraphQLSchema, { listsEnumValues }: { readonly listsEnumValues: boolean }): void {
  for (const type of Object.values(schema.getTypeMap())) {
    // Introspection's enums are shared by all schemas.
    if (listsEnumValues && isEnumType(type) && !type.name.startsWith('__')) {
      const names = type.getValues().map(({ name }) => name);
      explain(type, `Expected one of ${names.join(', ')}.`);
    }
  }
  const dateTime = schema.getType('DateTime');
  if (!isScalarType(dateTime)) {
    throw new TypeError('The schema has no DateTime.');
  }
  dateTime.parseValue = parseDateTime;
  dateTime.parseLiteral = (node) => parseDateTime(node.kind === Kind.STRING ? node.value : undefined);
  explain(dateTime, EXPECTED_DATE_TIME);
}

/** What enums and scalars have in common. */
interface InputType {
  parseValue(value: unknown): unknown;
  parseLiteral(node: ValueNode, variables: { readonly [name: string]: unknown } | null | undefined): unknown;
}

function explain(type: InputType, message: string): void {
  const parseValue = type.parseValue.bind(type);
  const parseLiteral = type.parseLiteral.bind(type);
  type.parseValue = (value) => {
    try {
      return parseValue(value);
    } catch {
      throw new PublicError('BAD_USER_INPUT', { message });
    }
  };
  type.parseLiteral = (node, variables) => {
    try {
      return parseLiteral(node, variables);
    } catch {
      throw new PublicError('GRAPHQL_VALIDATION_FAILED', { message, nodes: node });
    }
  };
}

import {
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import type { Logger } from '../../../log/logger.js';
import type { PersistedOperations } from './persisted-operations.js';

export interface UnfitOperationsOptions {
  readonly schema: GraphQLSchema;
  /** Beside those of GraphQL itself. */
  readonly rules: readonly ValidationRule[];
  readonly maxTokens: number;
  /** Whether introspection is on. */
  readonly introspection: boolean;
  readonly logger: Logger;
}

const MAX_WARNINGS = 20;
const MAX_ID_LENGTH = 80;

/**
 * Warns about operations that cannot run, by their ids. Otherwise a client would learn of them only when it sends one. They
 * do not prevent the start, because a manifest also has the operations of older clients.
 */
export function warnOfUnfitOperations(operations: PersistedOperations, options: UnfitOperationsOptions): void {
  const { logger, introspection } = options;
  const rules = [...specifiedRules, ...options.rules, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
  const unfit = [...operations].flatMap(([id, text]) => {
    const reason = reasonOf(text, rules, options);
    return reason === undefined ? [] : { id: id.slice(0, MAX_ID_LENGTH).replace(/[^\x20-\x7e]/g, '?'), reason };
  });
  for (const operation of unfit.slice(0, MAX_WARNINGS)) {
    logger.warn(operation, 'PERSISTED_OPERATIONS has an operation that cannot run');
  }
  if (unfit.length > MAX_WARNINGS) {
    logger.warn({ operations: unfit.length }, 'PERSISTED_OPERATIONS has more operations that cannot run');
  }
}

function reasonOf(
  text: string,
  rules: readonly ValidationRule[],
  { schema, maxTokens }: UnfitOperationsOptions,
): string | undefined {
  try {
    const [error] = validate(schema, parse(text, { maxTokens }), rules, { maxErrors: 1 });
    return error && 'It does not match the schema, or exceeds the limits';
  } catch {
    return 'It is not GraphQL, or has more tokens than MAX_TOKENS';
  }
}

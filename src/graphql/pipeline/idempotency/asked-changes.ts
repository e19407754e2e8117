import { getNamedType, isInputObjectType } from 'graphql';
import { PublicError } from '../../errors.js';
import { IDEMPOTENCY_ARGUMENT } from '../../schema/idempotency-argument.js';
import type { AskedField } from '../../selection/asked-fields.js';
import { type AskedChange, isIdempotencyKey } from './idempotency.js';

/**
 * A root field of a mutation as a change: its own key, and a name that identifies the change.
 *
 * @throws {PublicError} `BAD_USER_INPUT` if its key is malformed.
 */
export function changeOf(field: AskedField): AskedChange {
  const { [IDEMPOTENCY_ARGUMENT]: key } = field.args ?? {};
  if (key != null && !isIdempotencyKey(key)) {
    throw new PublicError('BAD_USER_INPUT', {
      message: `Expected 8 to 128 letters, digits, - and _ in the argument \`${IDEMPOTENCY_ARGUMENT}\` of ${field.definition.name}.`,
      nodes: field.node,
      http: { status: 400 },
    });
  }
  return { responseKey: field.responseKey, idempotencyKey: key ?? undefined, text: textOf(field) };
}

/** The same for the same mutation with the same arguments, however they are written, and whatever its key is. */
export function textOf({ definition, args }: AskedField): string {
  return `${definition.name} ${args && JSON.stringify(nullsLeftOut(definition, ownArguments(args)))}`;
}

/** The mutation's own arguments: the key is not part of the change. */
export function ownArguments(args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { [IDEMPOTENCY_ARGUMENT]: _key, ...own } = args;
  return own;
}

/**
 * Input fields in which null means the same as leaving the field out. In all others null is a value, such as "none" in an
 * update.
 */
const NULL_IS_LEFT_OUT: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  addChatMessage: { message: ['author', 'specialParam', 'type'] },
  updateChatSession: { input: ['status'] },
};

type Arguments = Readonly<Record<string, unknown>>;

function nullsLeftOut(definition: AskedField['definition'], args: Arguments): Arguments {
  const inputs = Object.entries(NULL_IS_LEFT_OUT[definition.name] ?? {}).map(([argument, fields]) => {
    const type = getNamedType(definition.args.find(({ name }) => name === argument)?.type);
    const defaults = isInputObjectType(type) ? type.getFields() : {};
    const input = Object.entries(args[argument] as Arguments).map(([field, value]) => [
      field,
      value === null && fields.includes(field) ? defaults[field]?.defaultValue : value,
    ]);
    return [argument, Object.fromEntries(input)];
  });
  return { ...args, ...Object.fromEntries(inputs) };
}

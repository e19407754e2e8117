import { getNamedType, isInputObjectType } from 'graphql';
import { PublicError } from '../../errors.js';
import { IDEMPOTENCY_ARGUMENT } from '../../schema/idempotency-argument.js';
import type { AskedField } from '../../selection/asked-fields.js';
import { type AskedChange, isIdempotencyKey } from './idempotency.js';

/**
 * A root field of a mutation as a change: its own key, and what tells it from other changes.
 *
 * @throws {PublicError} `BAD_USER_INPUT` when its key has another form.
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

/** What a mutation takes itself: its key is no part of the change. */
export function ownArguments(args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { [IDEMPOTENCY_ARGUMENT]: _key, ...own } = args;
  return own;
}

/**
 * Fields of a mutation's inputs in which null is as left out. In all others null is a value of its own, such as "none" where a
 * record is updated.
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

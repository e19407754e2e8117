import { type GraphQLArgument, type GraphQLInputField, getNamedType, isInputObjectType } from 'graphql';
import { associateIdIn, idIn } from '../../superoffice/keys.js';

/** An id; null if a field is emptied; or why there is no id. */
type LoggedId = string | null;

/** The ids among the arguments of a change, by the places of the arguments: `id`, `input.ticket`, `presences.userId`. */
export interface RecordIds {
  readonly ids: Readonly<Record<string, LoggedId | readonly LoggedId[]>>;
  /** How many there are beyond those. */
  readonly idsLeftOut?: number;
}

type Value = Readonly<Record<string, unknown>>;

/** The limit for one line. */
const MAX_IDS = 100;

/** Take a user name or an associate id. */
const USER_NAMES: ReadonlySet<string> = new Set(['toAssociate', 'userName']);

/** @param userId the associate id behind a user name, if known. */
export function recordIdsIn(
  definitions: readonly GraphQLArgument[],
  args: Value,
  userId: number | undefined,
): RecordIds {
  const ids: Record<string, LoggedId | LoggedId[]> = {};
  let count = 0;

  function add(place: string, isInList: boolean, id: LoggedId): void {
    count += 1;
    if (count > MAX_IDS) {
      return;
    }
    const earlier = ids[place];
    if (Array.isArray(earlier)) {
      earlier.push(id);
    } else {
      ids[place] = isInList ? [id] : id;
    }
  }

  function look(input: GraphQLArgument | GraphQLInputField, value: unknown, place: string, isInList: boolean): void {
    const type = getNamedType(input.type);
    if (Array.isArray(value)) {
      for (const item of value) {
        look(input, item, place, true);
      }
    } else if (isInputObjectType(type) && typeof value === 'object' && value !== null) {
      for (const field of Object.values(type.getFields())) {
        look(field, (value as Value)[field.name], `${place}.${field.name}`, isInList);
      }
    } else if (value !== undefined && isId(input.name, type.name)) {
      add(place, isInList, loggedId(input.name, value, userId));
    }
  }

  for (const definition of definitions) {
    look(definition, args[definition.name], definition.name, false);
  }
  return { ids, ...(count > MAX_IDS && { idsLeftOut: count - MAX_IDS }) };
}

function isId(name: string, typeName: string): boolean {
  return typeName === 'ID' || USER_NAMES.has(name) || (typeName === 'Int' && name.endsWith('Id'));
}

/** Only numbers are repeated: another text in place of an id may be anything. */
function loggedId(name: string, value: unknown, userId: number | undefined): LoggedId {
  if (value === null) {
    return null;
  }
  const text = String(value);
  const associateId = USER_NAMES.has(name) ? (associateIdIn(text) ?? userId) : undefined;
  if (USER_NAMES.has(name) && associateId === undefined) {
    return 'user name';
  }
  const id = idIn(String(associateId ?? text));
  return id === undefined ? 'no id' : String(id);
}

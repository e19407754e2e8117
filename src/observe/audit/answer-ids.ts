import { readKey } from '../../superoffice/keys.js';

/** The record of a change's answer, and the records it refers to. */
export interface AnswerIds {
  readonly recordType?: string;
  readonly recordId?: string;
  /** By the fields of the record's type; null: there is none. */
  readonly answerIds?: Readonly<Record<string, string | null>>;
}

interface Answered {
  readonly recordType: string;
  /** Leads to the record's own id. */
  readonly id: Path;
  readonly ids: Readonly<Record<string, Path>>;
}

type Path = readonly string[];

/** An associate in a topic has no id of its own. */
const MEMBER: Answered = {
  recordType: 'ChatTopicMember',
  id: ['User', 'AssociateId'],
  ids: { topic: ['TopicId'] },
};

/** By the types that mutations return. Undefined: SuperOffice's answer has no id. */
export const ANSWERED: Readonly<Record<string, Answered | undefined>> = {
  ChatMessage: { recordType: 'ChatMessage', id: ['ChatMessageId'], ids: { session: ['ChatSessionId'] } },
  ChatSession: {
    recordType: 'ChatSession',
    id: ['ChatSessionId'],
    ids: { topic: ['TopicId'], user: ['User', 'AssociateId'], transferTo: ['TransferTo', 'AssociateId'] },
  },
  ChatTopicMember: MEMBER,
  RemoveChatTopicMemberPayload: MEMBER,
  SetChatPresencePayload: undefined,
};

/** @param type of the schema, without a prefix. */
export function answerIdsIn(type: string, answer: unknown): AnswerIds {
  const answered = ANSWERED[type];
  if (answered === undefined || answer == null) {
    return {};
  }
  const { recordType, id, ids } = answered;
  const recordId = idAt(answer, id);
  const others = Object.entries(ids).flatMap(([name, path]) => {
    const other = idAt(answer, path);
    return other === undefined ? [] : [[name, other]];
  });
  return {
    recordType,
    ...(recordId != null && { recordId }),
    ...(others.length > 0 && { answerIds: Object.fromEntries(others) }),
  };
}

/** Null if SuperOffice says that there is none; undefined if it says nothing, or not an id. */
function idAt(record: unknown, path: Path): string | null | undefined {
  const key = keyAt(record, path);
  return key == null ? key : String(key);
}

/** The same as a number. */
export function keyAt(record: unknown, path: Path): number | null | undefined {
  let value: unknown = record;
  for (const name of path) {
    if (value === null) {
      return null;
    }
    if (typeof value !== 'object' || !Object.hasOwn(value, name)) {
      return undefined;
    }
    value = value[name as keyof typeof value];
  }
  return readKey(value);
}

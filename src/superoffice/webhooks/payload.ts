/** What a webhook says about a chat session, as ids only. */
export interface ChatEvent {
  readonly kind: ChatEventKind;
  readonly sessionId: number;
  /** Null if unknown. */
  readonly topicId: number | null;
  /** Whether the session waits in the queue now; undefined if unknown. */
  readonly isQueued: boolean | undefined;
}

type ChatEventKind = 'created' | 'changed' | 'message';

/** The part of a webhook's body that is read. */
export interface WebhookPayload {
  /** Whose webhook it is, in small letters. */
  readonly context: string;
  /** The same for each delivery attempt; undefined if it cannot be remembered. */
  readonly eventId: string | undefined;
  /** Undefined for every other event, and for one without a session's id. */
  readonly chat: ChatEvent | undefined;
}

/** The events of chat sessions [documented]. */
export const CHAT_EVENTS: readonly string[] = ['chatsession.created', 'chatsession.changed', 'chatsession.message'];

/** `ContextIdentifier` of a tenant that is not online [documented], which may leave it out. */
export const ONSITE_CONTEXT = 'default';

const MAX_NAME_LENGTH = 64;
const MAX_ID = 2_147_483_647;

/** `ChatSessionStatus` as webhooks have it, by number. */
const IN_QUEUE = 4;

/** Reads a webhook's body, which may be anything. */
export function readWebhookPayload(body: Buffer): WebhookPayload {
  const payload = objectIn(body);
  return {
    context: (nameIn(payload.ContextIdentifier) ?? ONSITE_CONTEXT).toLowerCase(),
    eventId: nameIn(payload.EventId),
    chat: chatEventIn(payload),
  };
}

type Json = Readonly<Record<string, unknown>>;

function chatEventIn({ Event, PrimaryKey, FieldValues }: Json): ChatEvent | undefined {
  const sessionId = idIn(PrimaryKey);
  if (sessionId === null || !CHAT_EVENTS.includes(Event as string)) {
    return undefined;
  }
  const kind = String(Event).split('.')[1] as ChatEventKind;
  const status = idIn(fieldIn(FieldValues, 'status'));
  return {
    kind,
    sessionId,
    topicId: idIn(fieldIn(FieldValues, 'topicid')),
    isQueued: status === null ? undefined : status === IN_QUEUE,
  };
}

/** Empty if it is not a JSON object. */
function objectIn(body: Buffer): Json {
  try {
    const json: unknown = JSON.parse(body.toString());
    return isObject(json) ? json : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

/** The documentation spells field names in two ways: `topicId` and `TopicId`. */
function fieldIn(fields: unknown, name: string): unknown {
  return isObject(fields) ? Object.entries(fields).find(([key]) => key.toLowerCase() === name)?.[1] : undefined;
}

function nameIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= MAX_NAME_LENGTH ? value : undefined;
}

/** Null for 0, which means "none", and for anything that is not an id. */
function idIn(value: unknown): number | null {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= MAX_ID ? (value as number) : null;
}

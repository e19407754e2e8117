import { isDeepStrictEqual } from 'node:util';
import { customerName } from '../data/chat-messages.js';
import { CHAT_SESSION_STATUSES, hasEnded, OPEN } from '../data/chat-session-status.js';
import { UNSET } from '../data/dates.js';
import { createDefaultChatSession } from '../data/empty-records.js';
import { createRandom } from '../data/random.js';
import type { AssociateRecord, ChatSessionRecord } from '../data/records.js';
import { readBody, readEnum, readObject, readSwitch, readText } from '../http/bodies.js';
import { badArgument } from '../http/errors.js';
import { type Locale, localize } from '../http/locale.js';
import { applyPatch, type Document } from '../http/patch.js';
import { isInt32 } from '../http/route.js';
import type { Tenant } from '../tenant.js';
import { addMessage, appendSpecial, shortened } from './chat-conversations.js';
import { storeSession } from './chat-session-actions.js';
import { chatSessionCarrier } from './chat-session-carrier.js';

/** Who writes, and in which language and time zone. */
export interface Writer {
  readonly caller: AssociateRecord;
  readonly locale: Locale;
}

/** Opens a session from a carrier in which everything except the topic may be missing. */
export function createSession(tenant: Tenant, body: unknown, { locale }: Pick<Writer, 'locale'>): ChatSessionRecord {
  const unset = createDefaultChatSession();
  const before = documentOf(tenant, unset, locale);
  const sent = withChanges(tenant, unset, before, overlaid(before, body), locale);
  const topic = tenant.chatTopics.get(sent.TopicId);
  if (!topic) {
    throw badArgument('TopicId names no chat topic.');
  }

  const now = tenant.now();
  const id = tenant.newChatSessionId();
  const random = createRandom(`session key ${id}`);
  const waiting = [...tenant.chatSessions.values()].filter(
    ({ TopicId, Status }) => TopicId === topic.id && Status === 'InQueue',
  );
  addMessage(tenant, id, { Type: 'Special', SpecialType: 'NewSession', Message: '' });
  if (sent.FirstMessage) {
    addMessage(tenant, id, { Type: 'ToUser', Message: sent.FirstMessage, Author: customerName(sent) });
  }
  return storeSession(tenant, {
    ...sent,
    ChatSessionId: id,
    FirstMessage: shortened(sent.FirstMessage ?? ''),
    LastMessage: shortened(sent.LastMessage || sent.FirstMessage || ''),
    WhenRequested: sent.WhenRequested === UNSET ? now : sent.WhenRequested,
    WhenIdle: now,
    WhenFetched: now,
    SessionKey: Array.from({ length: 32 }, () => random.int(0, 15).toString(16)).join(''),
    InitialQueuePos: waiting.length + 1,
    ChatbotIsActive: topic.carrier.BotEnabled,
  });
}

/** Replaces a session by a carrier. Missing properties become those of a new session. */
export function replaceSession(
  tenant: Tenant,
  session: ChatSessionRecord,
  body: unknown,
  writer: Writer,
): ChatSessionRecord {
  const defaults = documentOf(tenant, createDefaultChatSession(), writer.locale);
  return change(tenant, session, () => overlaid({ ...defaults, ChatSessionId: session.ChatSessionId }, body), writer);
}

/** Changes a session by a patch of `bodyType`. */
export function patchSession(
  tenant: Tenant,
  session: ChatSessionRecord,
  patch: { readonly bodyType: string; readonly body: unknown },
  writer: Writer,
): ChatSessionRecord {
  const defaults = documentOf(tenant, createDefaultChatSession(), writer.locale);
  return change(tenant, session, (before) => applyPatch(patch.bodyType, before, patch.body, defaults), writer);
}

/** Stores a changed carrier, as the writer sees it. Unchanged properties stay as they are stored. */
function change(
  tenant: Tenant,
  session: ChatSessionRecord,
  afterOf: (before: Document) => Document,
  { caller, locale }: Writer,
): ChatSessionRecord {
  const before = documentOf(tenant, session, locale);
  const changed = withChanges(tenant, session, before, afterOf(before), locale);
  const isEnding = hasEnded(changed.Status) && !hasEnded(session.Status);
  if (isEnding && (changed.Status === 'Closed' || changed.Status === 'Finished')) {
    appendSpecial(tenant, session, 'ClosedByUser', caller.FullName);
  }
  if (isEnding) {
    const WhenEnded = changed.WhenEnded === session.WhenEnded ? tenant.now() : changed.WhenEnded;
    return storeSession(tenant, { ...changed, WhenEnded, TransferTo: null });
  }
  const isReopened = OPEN.has(changed.Status) && hasEnded(session.Status);
  return storeSession(tenant, isReopened ? { ...changed, WhenEnded: UNSET } : changed);
}

function documentOf(tenant: Tenant, session: ChatSessionRecord, locale: Locale): Document {
  return localize(chatSessionCarrier(tenant, session), locale) as Document;
}

/** A carrier with the properties of a body that a session has. */
function overlaid(carrier: Document, body: unknown): Document {
  const sent: Readonly<Record<string, unknown>> = readBody(readObject(body));
  return Object.fromEntries(
    Object.entries(carrier).map(([property, value]) => {
      const own = sent[property.toLowerCase()];
      return [property, own === undefined ? value : own];
    }),
  );
}

function withChanges(
  tenant: Tenant,
  session: ChatSessionRecord,
  before: Document,
  after: Document,
  locale: Locale,
): ChatSessionRecord {
  const changed = Object.keys(session).filter(
    (property) => !KEPT.has(property) && !isDeepStrictEqual(before[property], after[property]),
  );
  if (changed.includes('ChatSessionId')) {
    throw badArgument('ChatSessionId cannot be changed.');
  }
  const values = changed.map((property) => [
    property,
    readProperty(tenant, property as keyof ChatSessionRecord, after[property], locale),
  ]);
  return { ...session, ...Object.fromEntries(values) };
}

/** Properties that only SuperOffice sets; a carrier that is sent back may have other values. */
const KEPT: ReadonlySet<string> = new Set(['SessionKey', 'Rank', 'TableRight', 'FieldProperties']);

/** By number, as clients send flags back. */
const FLAGS: readonly string[] = ['CustomerIsTyping', 'UserIsTyping'];

function readProperty(tenant: Tenant, property: keyof ChatSessionRecord, value: unknown, locale: Locale): unknown {
  const link = linkOf(tenant, property);
  if (link) {
    return readLink(value, link, property);
  }
  if (property === 'Status') {
    return readEnum(value, STATUSES, property) ?? 'Invalid';
  }
  if (property.startsWith('When')) {
    return readDate(value, locale, property);
  }
  if (property === 'Flags') {
    return typeof value === 'number' ? (FLAGS[value] ?? null) : readText(value, property);
  }
  switch (typeof DEFAULTS[property]) {
    case 'number':
      if (isInt32(value)) {
        return value;
      }
      throw badArgument(`${property} must be an int32.`);
    case 'boolean':
      return readSwitch(value, property);
    default:
      return readText(value, property);
  }
}

const DEFAULTS = createDefaultChatSession();
const STATUSES = CHAT_SESSION_STATUSES.map(([status]) => status);

interface Link {
  readonly key: string;
  readonly records: ReadonlyMap<number, unknown>;
}

function linkOf(tenant: Tenant, property: keyof ChatSessionRecord): Link | undefined {
  switch (property) {
    case 'User':
    case 'TransferTo':
      return { key: 'associateid', records: tenant.associates };
    case 'Person':
      return { key: 'personid', records: tenant.persons };
    case 'Contact':
      return { key: 'contactid', records: tenant.contacts };
    case 'Project':
      return { key: 'projectid', records: tenant.projects };
    case 'Sale':
      return { key: 'saleid', records: tenant.sales };
    case 'Ticket':
      return { key: 'ticketid', records: tenant.tickets };
    default:
      return undefined;
  }
}

/** Reads only the key of a nested carrier: its other properties are not written. */
function readLink(value: unknown, { key, records }: Link, property: string): number | null {
  if (value === null) {
    return null;
  }
  const id = (readBody(value) as Readonly<Record<string, unknown>>)[key] ?? 0;
  if (!isInt32(id) || (id > 0 && !records.has(id))) {
    throw badArgument(`${property} names no record.`);
  }
  return Math.max(id, 0);
}

function readDate(value: unknown, locale: Locale, property: string): string {
  const text = readText(value, property) ?? UNSET;
  const date = new Date(text.startsWith('0001-') ? Date.parse(UNSET) : locale.readDate(text));
  return `${date.toISOString().slice(0, 19)}Z`;
}

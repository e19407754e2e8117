import type { RecordKind } from '../../../graphql/loaders/index.js';
import type { AssociateCarrier } from '../../../superoffice/carriers.js';
import type { CarrierName, Observer } from './compare.js';
import { type Form, formOf } from './forms.js';

/** The kinds of records whose keys are collected: those with a loader, and messages. */
export type KeyKind = RecordKind | 'chatMessage';

/** Everything seen so far: forms and, only in memory, a few keys of records to read. */
export interface Sight extends Omit<Observer, 'onDifference'> {
  /** Forms by place. */
  readonly forms: ReadonlyMap<string, ReadonlySet<Form>>;
  /** How many properties arrived that carriers do not have, by carrier. */
  readonly unknownProperties: ReadonlyMap<CarrierName, number>;
  /** Keys of some records of a kind, the first one first. */
  keys(kind: KeyKind): readonly number[];
  addKey(kind: KeyKind, key: unknown): void;
}

const MAX_KEYS = 5;

/** Properties that hold the key of another record, or a record's own. */
const KEY_PROPERTIES: Readonly<Record<string, KeyKind>> = {
  AssociateId: 'user',
  ChatMessageId: 'chatMessage',
  ChatSessionId: 'chatSession',
  ChatTopicId: 'chatTopic',
  ContactId: 'contact',
  CountryId: 'country',
  CurrencyId: 'currency',
  CustId: 'person',
  PersonId: 'person',
  ProjectId: 'project',
  SaleId: 'sale',
  SaleTypeId: 'saleType',
  SupportLanguageId: 'customerLanguage',
  TicketId: 'ticket',
  TicketPriorityId: 'ticketPriority',
  TicketTypeId: 'ticketType',
  TopicId: 'chatTopic',
  'Project.StatusId': 'projectStatus',
  'Project.TypeId': 'projectType',
  'Ticket.Category': 'ticketCategory',
  'Ticket.Priority': 'ticketPriority',
  'Ticket.TicketStatus': 'ticketStatus',
};

export function createSight(): Sight {
  const forms = new Map<string, Set<Form>>();
  const unknownProperties = new Map<CarrierName, number>();
  const keys = new Map<KeyKind, number[]>();

  function addKey(kind: KeyKind, key: unknown): void {
    const known = keys.get(kind) ?? [];
    keys.set(kind, known);
    const number = Number(key);
    if (Number.isInteger(number) && number > 0 && known.length < MAX_KEYS && !known.includes(number)) {
      known.push(number);
    }
  }

  function onForm(place: string, form: Form): void {
    const seen = forms.get(place) ?? new Set();
    forms.set(place, seen.add(form));
  }

  return {
    forms,
    unknownProperties,
    keys: (kind) => keys.get(kind) ?? [],
    addKey,
    onForm,
    onUnknownProperty(carrier) {
      unknownProperties.set(carrier, (unknownProperties.get(carrier) ?? 0) + 1);
    },
    onRecord(carrier, record) {
      if (carrier === 'ChatSession' && record.Status === 'InQueue') {
        onForm('queued ChatSession.User', formOf(record.User));
        onForm('queued ChatSession.User.AssociateId', formOf((record.User as AssociateCarrier | null)?.AssociateId));
      }
      for (const [name, value] of Object.entries(record)) {
        const kind = KEY_PROPERTIES[`${carrier}.${name}`] ?? KEY_PROPERTIES[name];
        if (kind !== undefined) {
          addKey(kind, value);
        }
      }
    },
  };
}

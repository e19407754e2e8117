import type DataLoader from 'dataloader';
import type * as carriers from '../../superoffice/carriers.js';
import type { FetchMany, Records } from '../../superoffice/fetch-many.js';
import { readKey } from '../../superoffice/keys.js';
import { getAssociateList, getCurrentAssociate } from '../../superoffice/resources/associate.js';
import { getChatSessions } from '../../superoffice/resources/chat-session.js';
import { getChatTopics } from '../../superoffice/resources/chat-topic.js';
import { getContactList } from '../../superoffice/resources/contact.js';
import * as list from '../../superoffice/resources/list.js';
import { getPersonList } from '../../superoffice/resources/person.js';
import { getProjectList } from '../../superoffice/resources/project.js';
import { getSaleList } from '../../superoffice/resources/sale.js';
import { getTickets } from '../../superoffice/resources/ticket.js';
import type { SuperOfficeClient } from '../../superoffice/rest/client.js';
import { createLoader } from './create-loader.js';

/** The kinds of records that can be read by id. */
export interface RecordOf {
  readonly business: carriers.ListItemCarrier;
  readonly category: carriers.CategoryCarrier;
  readonly chatSession: carriers.ChatSessionCarrier;
  readonly chatTopic: carriers.ChatTopicCarrier;
  readonly contact: carriers.ContactCarrier;
  readonly country: carriers.CountryCarrier;
  readonly currency: carriers.ListItemCarrier;
  readonly customerLanguage: carriers.ListItemCarrier;
  readonly person: carriers.PersonCarrier;
  readonly position: carriers.ListItemCarrier;
  readonly project: carriers.ProjectCarrier;
  readonly projectStatus: carriers.ListItemCarrier;
  readonly projectType: carriers.ListItemCarrier;
  readonly sale: carriers.SaleCarrier;
  readonly saleType: carriers.ListItemCarrier;
  readonly ticket: carriers.TicketCarrier;
  readonly ticketCategory: carriers.TicketCategoryEntityCarrier;
  readonly ticketPriority: carriers.ListItemCarrier;
  readonly ticketStatus: carriers.TicketStatusCarrier;
  readonly ticketType: carriers.TicketTypeCarrier;
  readonly user: carriers.AssociateCarrier;
}

export type RecordKind = keyof RecordOf;

interface KindOptions<T> {
  readonly key: keyof T & string;
  readonly fetchMany: FetchMany<T>;
  /** Properties that hold whole records of other kinds. */
  readonly nested?: { readonly [K in RecordKind]?: readonly (keyof T & string)[] };
}

export const RECORD_KINDS: { readonly [K in RecordKind]: KindOptions<RecordOf[K]> } = {
  business: { key: 'Id', fetchMany: list.getBusinessList },
  category: { key: 'Id', fetchMany: list.getCategoryList },
  chatSession: {
    key: 'ChatSessionId',
    fetchMany: getChatSessions,
    nested: {
      user: ['User', 'TransferTo'],
      person: ['Person'],
      contact: ['Contact'],
      project: ['Project'],
      sale: ['Sale'],
      ticket: ['Ticket'],
    },
  },
  chatTopic: { key: 'ChatTopicId', fetchMany: getChatTopics },
  contact: { key: 'ContactId', fetchMany: getContactList },
  country: { key: 'CountryId', fetchMany: list.getCountryList },
  currency: { key: 'Id', fetchMany: list.getCurrencyList },
  customerLanguage: { key: 'Id', fetchMany: list.getCustomerLanguageList },
  person: { key: 'PersonId', fetchMany: getPersonList },
  position: { key: 'Id', fetchMany: list.getPositionList },
  project: { key: 'ProjectId', fetchMany: getProjectList },
  projectStatus: { key: 'Id', fetchMany: list.getProjectStatusList },
  projectType: { key: 'Id', fetchMany: list.getProjectTypeList },
  sale: { key: 'SaleId', fetchMany: getSaleList },
  saleType: { key: 'Id', fetchMany: list.getSaleTypeList },
  ticket: { key: 'TicketId', fetchMany: getTickets },
  ticketCategory: { key: 'TicketCategoryId', fetchMany: list.getTicketCategoryList },
  ticketPriority: { key: 'Id', fetchMany: list.getTicketPriorityList },
  ticketStatus: { key: 'TicketStatusId', fetchMany: list.getTicketStatusList },
  ticketType: { key: 'TicketTypeId', fetchMany: list.getTicketTypeList },
  user: { key: 'AssociateId', fetchMany: getAssociateList },
};

/** One loader per kind, made on first use, for one request: what loaders remember is for one caller only. */
export interface Loaders {
  /** The record, or null if it is deleted; rejects if it may not be read. Loads of one tick are one REST call. */
  load<K extends RecordKind>(kind: K, id: number): Promise<RecordOf[K] | null>;
  /**
   * Remembers a record that arrived in another way, and the records nested in it, unless they are already known or only
   * keys.
   */
  prime<K extends RecordKind>(kind: K, record: RecordOf[K]): void;
  /** The result of a read without ids, such as of a whole list. The read is made once, when first needed. */
  once<Context, T>(read: (context: Context) => Promise<T>, context: Context): Promise<T>;
  /**
   * The caller's associate; null if the caller is not an associate. Read once, when first needed: no write changes who the
   * caller is.
   */
  caller(client: SuperOfficeClient): Promise<carriers.AssociateCarrier | null>;
  /** Forgets everything but the caller's associate: after a write, earlier reads may be out of date. */
  clear(): void;
}

/** The caller's associate, once it was read. */
export interface KnownCaller {
  associate?: Promise<carriers.AssociateCarrier | null> | undefined;
}

/** Whether only a record's key is known. */
export function holdsOnly(record: object, key: string): boolean {
  for (const property in record) {
    if (property !== key) {
      return false;
    }
  }
  return true;
}

/** How many records of a kind are read together. */
interface Batch {
  readonly kind: RecordKind;
  readonly ids: readonly number[];
}

/** Wraps the read of a batch: calls it once, with the given client or with a wrapper of that. */
export type AroundBatch = <T>(
  batch: Batch,
  client: SuperOfficeClient,
  read: (client: SuperOfficeClient) => Promise<T>,
) => Promise<T>;

/** A loader, and how many of the arrived records it has taken. */
interface KindLoader {
  readonly loader: DataLoader<number, object | null>;
  taken: number;
}

/** @param known the caller's associate, shared with other loaders of the same caller. */
export function createLoaders(
  client: SuperOfficeClient,
  around: readonly AroundBatch[] = [],
  known: KnownCaller = {},
): Loaders {
  const loaders = new Map<RecordKind, KindLoader>();
  /** Records that did not arrive through the loader of their kind, or that have others nested in them. */
  let arrived: { readonly kind: RecordKind; readonly record: object }[] = [];
  const whole = new Map<unknown, Promise<unknown>>();

  async function readCaller(from: SuperOfficeClient): Promise<carriers.AssociateCarrier | null> {
    const associate = await getCurrentAssociate(from);
    if (associate !== null) {
      arrived.push({ kind: 'user', record: associate });
    }
    return associate;
  }

  function readBatch(batch: Batch, from = client, [one, ...others] = around): Promise<Records<object>> {
    return one === undefined
      ? RECORD_KINDS[batch.kind].fetchMany(from, batch.ids)
      : one(batch, from, (given) => readBatch(batch, given, others));
  }

  function loaderOf(kind: RecordKind): DataLoader<number, object | null> {
    let one = loaders.get(kind);
    if (one === undefined) {
      const loader = createLoader<object>(kind, async (ids) => {
        const records = await readBatch({ kind, ids });
        if (RECORD_KINDS[kind].nested !== undefined) {
          for (const record of records.values()) {
            arrived.push({ kind, record });
          }
        }
        return records;
      });
      one = { loader, taken: 0 };
      loaders.set(kind, one);
    }
    primeArrived(kind, one);
    return one.loader;
  }

  /** Most records that arrive are not needed again, so a loader takes those of its kind only when it is used. */
  function primeArrived(kind: RecordKind, one: KindLoader): void {
    for (; one.taken < arrived.length; one.taken += 1) {
      const { kind: from, record } = arrived[one.taken] as (typeof arrived)[number];
      if (from === kind) {
        primeOne(kind, one.loader, record);
      }
      for (const property of RECORD_KINDS[from].nested?.[kind] ?? NONE) {
        primeOne(kind, one.loader, record[property as keyof typeof record]);
      }
    }
  }

  return {
    load: <K extends RecordKind>(kind: K, id: number) => loaderOf(kind).load(id) as Promise<RecordOf[K] | null>,
    prime(kind, record) {
      arrived.push({ kind, record });
    },
    once<Context, T>(read: (context: Context) => Promise<T>, context: Context) {
      const known = whole.get(read) as Promise<T> | undefined;
      if (known !== undefined) {
        return known;
      }
      const reading = read(context);
      whole.set(read, reading);
      return reading;
    },
    caller(from) {
      known.associate ??= readCaller(from);
      return known.associate;
    },
    clear() {
      loaders.clear();
      whole.clear();
      arrived = [];
    },
  };
}

const NONE: readonly never[] = [];

/** Makes a loader remember a record, unless it is already known or only a key. */
function primeOne(kind: RecordKind, loader: DataLoader<number, object | null>, record: unknown): void {
  if (typeof record !== 'object' || record === null) {
    return;
  }
  const { key } = RECORD_KINDS[kind];
  const id = readKey(record[key as keyof typeof record]);
  if (id != null && !holdsOnly(record, key)) {
    loader.prime(id, record);
  }
}

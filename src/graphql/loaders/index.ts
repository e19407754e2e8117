import type DataLoader from 'dataloader';
import type * as carriers from '../../superoffice/carriers.js';
import { readKey } from '../../superoffice/keys.js';
import type { FetchMany, Records } from '../../superoffice/records.js';
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

/** One loader a kind, made when first used and gone with the request: what they remember is one caller's to see. */
export interface Loaders {
  /** The record, null when it is gone; rejects when it may not be read. Loads of one tick are one REST call. */
  load<K extends RecordKind>(kind: K, id: number): Promise<RecordOf[K] | null>;
  /** Remembers a record that arrived otherwise, and those nested in it, unless they are known already or are no more than keys. */
  prime<K extends RecordKind>(kind: K, record: RecordOf[K]): void;
  /** What a read gives that takes no ids, such as that of a whole list: made when it is first asked for, and not again. */
  once<Context, T>(read: (context: Context) => Promise<T>, context: Context): Promise<T>;
  /**
   * Who calls; null for a caller who is no associate. Read when first asked for, and never again: no write makes the caller
   * somebody else.
   */
  caller(client: SuperOfficeClient): Promise<carriers.AssociateCarrier | null>;
  /** Forgets everything but who calls: after a write, nothing that was read before is sure to be true. */
  clear(): void;
}

/** Who calls, once that was read. */
export interface KnownCaller {
  associate?: Promise<carriers.AssociateCarrier | null> | undefined;
}

/** Whether all that is known of a record is its key. */
export function holdsOnly(record: object, key: string): boolean {
  for (const property in record) {
    if (property !== key) {
      return false;
    }
  }
  return true;
}

/** Records of a kind that are read at a time. */
export interface Batch {
  readonly kind: RecordKind;
  readonly ids: readonly number[];
}

/** Stands around the read of a batch: has it done, once, with the client that it is given or with one around that. */
export type AroundBatch = <T>(
  batch: Batch,
  client: SuperOfficeClient,
  read: (client: SuperOfficeClient) => Promise<T>,
) => Promise<T>;

/** A loader, and how many of the records that arrived it has been told of. */
interface KindLoader {
  readonly loader: DataLoader<number, object | null>;
  told: number;
}

/** @param known of who calls, from others who read for the same caller; what these loaders read of it stands there, too. */
export function createLoaders(
  client: SuperOfficeClient,
  around: readonly AroundBatch[] = [],
  known: KnownCaller = {},
): Loaders {
  const loaders = new Map<RecordKind, KindLoader>();
  /** Records that arrived otherwise than by the loader of their kind, or with others nested in them. */
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
      one = { loader, told: 0 };
      loaders.set(kind, one);
    }
    tell(kind, one);
    return one.loader;
  }

  /** Most records that arrive are not asked for again: a loader looks for those of its kind when something is. */
  function tell(kind: RecordKind, one: KindLoader): void {
    for (; one.told < arrived.length; one.told += 1) {
      const { kind: from, record } = arrived[one.told] as (typeof arrived)[number];
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

/** Has a loader remember a record, unless it is known already, or no more than a key. */
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

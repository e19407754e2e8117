import type {
  CategoryCarrier,
  CategoryGroup,
  ListItemCarrier,
  TicketBaseStatus,
  TicketCategoryEntityCarrier,
  TicketStatusCarrier,
  TicketTypeCarrier,
} from '../../superoffice/carriers.js';
import {
  businesses,
  categories,
  currencies,
  customerLanguages,
  type ListItem,
  positions,
  projectStatuses,
  projectTypes,
  saleTypes,
  type TicketCategoryItem,
  ticketCategories,
  ticketPriorities,
  ticketStatuses,
  ticketTypes,
} from './lists.js';

type Records = ReadonlyMap<number, object>;

/** The items of the lists by id, each list under the name that the List agent has for it. */
export interface ListRecords {
  readonly Business: Records;
  readonly Category: Records;
  readonly Currency: Records;
  readonly CustomerLanguage: Records;
  readonly Position: Records;
  readonly ProjectStatus: Records;
  readonly ProjectType: Records;
  readonly SaleType: Records;
  readonly TicketCategory: Records;
  readonly TicketPriority: Records;
  readonly TicketStatus: Records;
  readonly TicketType: Records;
}

export function createListRecords(): ListRecords {
  return {
    Business: carriers(businesses, listItem),
    Category: carriers(categories, category),
    Currency: carriers(currencies, listItem),
    CustomerLanguage: carriers(customerLanguages, listItem),
    Position: carriers(positions, listItem),
    ProjectStatus: carriers(projectStatuses, listItem),
    ProjectType: carriers(projectTypes, listItem),
    SaleType: carriers(saleTypes, listItem),
    TicketCategory: carriers(ticketCategories, ticketCategory),
    TicketPriority: carriers(ticketPriorities, listItem),
    TicketStatus: carriers(ticketStatuses, ticketStatus),
    TicketType: carriers(ticketTypes, ticketType),
  };
}

export function listItem({ id, name }: ListItem): Required<ListItemCarrier> {
  return { Id: id, Value: name, Tooltip: '', TableRight: null, FieldProperties: null };
}

function carriers<Item extends ListItem>(items: readonly Item[], carrierOf: (item: Item) => object): Records {
  return new Map(items.map((item) => [item.id, carrierOf(item)]));
}

function category(item: ListItem): Required<CategoryCarrier> {
  return {
    ...listItem(item),
    CategoryGroup: CATEGORY_GROUPS[item.id - 1] ?? 'Unknown',
    EnableLeadStatus: item.id === 4,
    Rank: item.id,
    Deleted: false,
  };
}

function ticketCategory({ id, name, fullName, parentId }: TicketCategoryItem): Required<TicketCategoryEntityCarrier> {
  const [open, , , , , , waiting] = ticketStatuses;
  return {
    TicketCategoryId: id,
    ParentId: parentId,
    Name: name,
    Fullname: fullName,
    CategoryMaster: 7,
    Flags: id === 1 ? 'ListInMain, AcceptWhenReplying' : id === 6 ? 'Internal, MembersOnly' : 'AcceptWhenReplying',
    DelegateMethod: id === 5 ? 'Weighted' : 'Even',
    ExternalName: parentId === 0 ? name : '',
    ClosingStatus: id === 6 ? 'Postponed' : 'Closed',
    MsgClosingStatus: 'UserDefined',
    AssignmentLag: id === 5 ? 3 : 0,
    ReplyTemplate: parentId === 0 ? 30 + id : 0,
    NotificationEmail: id === 6 ? 'returns@nordvik-systems.example.com' : '',
    DefaultTicketStatus: open ? ticketStatus(open) : null,
    DefaultMessageStatus: id === 6 && waiting ? ticketStatus(waiting) : null,
    EffectiveReplyTemplateId: 30 + (parentId || id),
    ExtraFields: id === 6 ? { x_answer_hours: '[F:4.5]' } : null,
    CustomFields: id === 6 ? { x_answer_hours: '[F:4.5]' } : {},
    TableRight: null,
    FieldProperties: null,
  };
}

function ticketStatus({ id, name }: ListItem): Required<TicketStatusCarrier> {
  return {
    TicketStatusId: id,
    Name: name,
    // The tenant's own one counts as active.
    Status: BASE_STATUSES[id - 1] ?? 'Active',
    TimeCounter: id === 1 ? 'Internally' : id === 7 ? 'Externally' : 'None',
    NoEmailReopen: id === 6,
    IsDefault: id <= 4,
    UsedInQueue: id === 1,
    TableRight: null,
    FieldProperties: null,
  };
}

function ticketType({ id, name }: ListItem): Required<TicketTypeCarrier> {
  return {
    TicketTypeId: id,
    Name: name,
    Rank: id,
    Tooltip: '',
    Icon: `ticket-type-${id}`,
    DefaultTicketStatus: 1,
    TicketStatuses: id === 2 ? [1, 2, 7] : [],
    DefaultTicketPriority: id === 2 ? 3 : 2,
    TicketPriorities: id === 2 ? [3, 4] : [],
    ReplyTemplate: 0,
    IsExternalVisible: id !== 3,
    IsDefault: id === 1,
    ShowInNew: true,
    ExcludeSignature: false,
    ExcludeEmailRecipients: false,
    ExternalAsDefault: true,
    VisibleForGroups: id === 3 ? [1, 3] : [],
    ReplyForwardNoSignature: false,
    ReplyExternalAsDefault: id !== 3,
    TableRight: null,
    FieldProperties: null,
  };
}

const CATEGORY_GROUPS: readonly CategoryGroup[] = ['Customer', 'Customer', 'Partner', 'PotentialCustomer', 'Other'];

const BASE_STATUSES: readonly TicketBaseStatus[] = ['Active', 'Closed', 'Postponed', 'Deleted', 'Merged', 'Spam'];

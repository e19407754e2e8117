import type { MdoListItemCarrier } from '../superoffice/carriers.js';
import { userGroups } from './data/lists.js';
import type { AssociateRecord } from './data/records.js';
import { readBody, readSwitch, readText } from './http/bodies.js';
import { notFound } from './http/errors.js';
import { type Answer, type Route, readBoolean, readInt32, route } from './http/route.js';
import type { Tenant } from './tenant.js';

/** The MDO list `chatuser`, the only one that the tenant has, by its paths and by the MDO agent. */
export function mdoListRoutes(tenant: Tenant): readonly Route[] {
  return [
    route('GET', 'MDOList/{listname}', ({ params, query, caller }) =>
      namedList(tenant, caller, params.listname, query.get('additional') ?? '', readBoolean(query, 'flat')),
    ),
    route('POST', 'Agents/MDO/GetList', ({ body, caller }) => {
      const sent = readBody<{ Name: string; AdditionalInfo: string; ForceFlatList: boolean }>(body);
      const additional = readText(sent.additionalinfo, 'AdditionalInfo') ?? '';
      const isFlat = readSwitch(sent.forceflatlist, 'ForceFlatList');
      return namedList(tenant, caller, readText(sent.name, 'Name') ?? '', additional, isFlat);
    }),
    route('GET', 'ChatTopic/UserAgents', ({ query, caller }) => {
      const users = chatUsers(tenant, new Map([['onlypresent', String(readBoolean(query, 'onlyPresent'))]]), caller);
      return chatUserItems(users, false, readBoolean(query, 'flat'));
    }),
  ];
}

function namedList(tenant: Tenant, caller: AssociateRecord, name: string, additional: string, isFlat: boolean): Answer {
  if (name.toLowerCase() !== 'chatuser') {
    throw notFound('There is no such list.');
  }
  const switches = readSwitches(additional);
  return chatUserItems(chatUsers(tenant, switches, caller), isOn(switches, 'associate'), isFlat);
}

function chatUserItems(users: readonly AssociateRecord[], isByAssociate: boolean, isFlat: boolean): Answer {
  const items = users.map((user) => listItem(user, isByAssociate));
  return { carrier: 'MDOListItem', value: isFlat ? items : underGroups(users, items) };
}

/** Switches by their names in small letters. */
type Switches = ReadonlyMap<string, string>;

/** Reads `associate=True&topicId=819`. */
function readSwitches(additional: string): Switches {
  return new Map(
    additional.split(/[&;]/).map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return [name.trim().toLowerCase(), value.trim()] as const;
    }),
  );
}

function isOn(switches: Switches, name: string): boolean {
  return switches.get(name)?.toLowerCase() === 'true';
}

/** Who has a chat licence and is not retired, by rank. */
function chatUsers(tenant: Tenant, switches: Switches, caller: AssociateRecord): readonly AssociateRecord[] {
  const topicId = switches.get('topicid');
  const topic = topicId === undefined ? undefined : tenant.chatTopics.get(readInt32(topicId));
  const members = topic?.members.map(({ associateId }) => associateId) ?? [];
  return [...tenant.associates.values()]
    .filter(({ AssociateId, Deleted }) => tenant.chatLicences.has(AssociateId) && !Deleted)
    .filter(({ AssociateId }) => !isOn(switches, 'onlypresent') || tenant.present.has(AssociateId))
    .filter(({ AssociateId }) => !isOn(switches, 'removeself') || AssociateId !== caller.AssociateId)
    .filter(({ AssociateId }) => topicId === undefined || members.includes(AssociateId))
    .sort((left, right) => left.Rank - right.Rank);
}

function listItem(user: AssociateRecord, isByAssociate: boolean): Required<MdoListItemCarrier> {
  return {
    // Without `associate=True`, the list has Service users, whose ids differ.
    Id: isByAssociate ? user.AssociateId : user.EjUserId,
    Name: user.FullName,
    ToolTip: user.Tooltip,
    Deleted: false,
    Rank: user.Rank,
    Type: isByAssociate ? 'associate' : 'ejuser',
    ChildItems: [],
    IconHint: 'associate',
    ColorBlock: 0,
    ExtraInfo: user.UserName,
    StyleHint: null,
    FullName: user.FullName,
    TableRight: null,
    FieldProperties: null,
  };
}

function underGroups(
  users: readonly AssociateRecord[],
  items: readonly Required<MdoListItemCarrier>[],
): readonly Required<MdoListItemCarrier>[] {
  return userGroups.flatMap(({ id, name }, index) => {
    const members = items.filter((_item, position) => users[position]?.GroupIdx === id);
    if (members.length === 0) {
      return [];
    }
    return {
      Id: id,
      Name: name,
      ToolTip: '',
      Deleted: false,
      Rank: index + 1,
      Type: 'group',
      ChildItems: members,
      IconHint: 'group',
      ColorBlock: 0,
      ExtraInfo: '',
      StyleHint: null,
      FullName: name,
      TableRight: null,
      FieldProperties: null,
    };
  });
}

/**
 * The columns of SuperOffice's archive providers and the operators of their types, as its documentation lists them: the
 * pages of the providers `ChatSession` and `Ticket`, of restriction types and of OData filters. Written down apart from the
 * server and the sandbox tenant.
 */
type RestrictionType = 'int' | 'string' | 'datetime' | 'listAny' | 'associate' | 'ejUser' | 'timeSpan';

/** `in` on numbers is captured, and on texts documented; `gt` and `lt` are OData's names of `greater` and `less`. */
const OPERATORS: Readonly<Record<RestrictionType, readonly string[]>> = {
  int: ['eq', '=', 'ne', 'gt', 'lt', 'equals', 'unequals', 'greater', 'less', 'between', 'in'],
  string: ['begins', 'contains', 'is', 'notBegins', 'notContains', 'isNot', 'in'],
  datetime: ['afterTime', 'beforeTime', 'dateTime'],
  listAny: ['oneOf', 'notOneOf', 'equals'],
  associate: ['associateIsOneOf', 'associateIsNotOneOf', 'currentAssociate'],
  // Documented without operators.
  ejUser: [],
  timeSpan: [],
};

interface Provider {
  readonly entities: readonly string[];
  readonly columns: Readonly<Record<string, RestrictionType>>;
}

const PROVIDERS: Readonly<Record<string, Provider>> = {
  ChatSession: {
    entities: ['chat'],
    columns: {
      chatSessionId: 'int',
      firstMessage: 'string',
      lastMessage: 'string',
      whenRequested: 'datetime',
      whenStarted: 'datetime',
      whenEnded: 'datetime',
      duration: 'timeSpan',
      timeInQueue: 'timeSpan',
      queueLength: 'int',
      rating: 'int',
      agent: 'ejUser',
      status: 'listAny',
      associateId: 'associate',
      contactId: 'listAny',
      personId: 'listAny',
      'chatTopic/chatTopicId': 'int',
      'chatTopic/name': 'string',
    },
  },
  Ticket: {
    entities: ['ticket', 'ticketdisplayclosed'],
    columns: {
      ticketId: 'int',
      title: 'string',
      personId: 'int',
      contactId: 'int',
      status: 'listAny',
      ownedBy: 'ejUser',
      createdAt: 'datetime',
      'ownedBy/associateDbId': 'associate',
    },
  },
};

const PROVIDER_OF_PATH: readonly (readonly [RegExp, string])[] = [
  [/^ChatSession$/, 'ChatSession'],
  [/^ChatTopic\/\d+\/Sessions$/, 'ChatSession'],
  [/^Ticket$/, 'Ticket'],
];

export interface ArchiveRequest {
  readonly provider: string;
  readonly columns: readonly string[];
  readonly order: readonly string[];
  readonly entities: readonly string[];
  readonly conditions: readonly { readonly column: string; readonly operator: string }[];
}

/** Whether a request is for an archive, and problems with the columns, entities and operators that it names. */
export function archiveViolations(request: { method: string; path: string; body: unknown }): string[] {
  const asked = readArchiveRequest(request);
  if (asked === undefined) {
    return [];
  }
  const provider = PROVIDERS[asked.provider];
  if (provider === undefined) {
    return [`no archive ${asked.provider}`];
  }
  const typeOf = (column: string) => provider.columns[column];
  return [
    ...[...asked.columns, ...asked.order].filter((name) => !typeOf(name)).map((name) => `no column ${name}`),
    ...asked.entities.filter((name) => !provider.entities.includes(name)).map((name) => `no entity ${name}`),
    ...asked.conditions.flatMap(({ column, operator }) => {
      const type = typeOf(column);
      return type !== undefined && OPERATORS[type].includes(operator) ? [] : [`${column} (${type}) has no ${operator}`];
    }),
  ];
}

export function readArchiveRequest({ method, path, body }: { method: string; path: string; body: unknown }) {
  const [pathname = '', search = ''] = path.split('?');
  if (method === 'POST' && pathname === 'Agents/Archive/GetArchiveListByColumns') {
    return readAgentRequest(body as AgentBody);
  }
  const provider = PROVIDER_OF_PATH.find(([pattern]) => pattern.test(pathname))?.[1];
  return method === 'GET' && provider !== undefined
    ? readListRequest(provider, new URLSearchParams(search))
    : undefined;
}

interface AgentBody {
  readonly ProviderName: string;
  readonly Columns: readonly string[];
  readonly SortOrder: readonly { readonly Name: string }[];
  readonly Restriction: readonly { readonly Name: string; readonly Operator: string }[];
  readonly Entities: readonly string[];
}

function readAgentRequest({ ProviderName, Columns, SortOrder, Restriction, Entities }: AgentBody): ArchiveRequest {
  return {
    provider: ProviderName,
    columns: Columns,
    order: SortOrder.map(({ Name }) => Name),
    entities: Entities,
    conditions: Restriction.map(({ Name, Operator }) => ({ column: Name, operator: Operator })),
  };
}

function readListRequest(provider: string, query: URLSearchParams): ArchiveRequest {
  const list = (name: string) => query.get(name)?.split(',') ?? [];
  // A filter has no texts, so `and` is always the operator.
  const conditions = query.get('$filter')?.split(' and ') ?? [];
  return {
    provider,
    columns: list('$select'),
    order: list('$orderBy').map((order) => order.replace(/ (asc|desc)$/, '')),
    entities: list('$entities'),
    conditions: conditions.map((condition) => {
      const [column = '', operator = ''] = condition.split(' ');
      return { column, operator };
    }),
  };
}

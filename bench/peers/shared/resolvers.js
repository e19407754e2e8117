/** The resolvers of `schema.graphql`, over a context of `{ rest, load }`. `load` reads one record by its id. */
export const resolvers = {
  Query: {
    chatSessionsForCurrentUser: (_root, _args, { rest }) => rest.getSessions(),
  },
  Mutation: {
    transferChatSession: (_root, { id, toAssociate }, { rest }) => rest.transfer(id, toAssociate),
  },
  ChatSession: {
    id: ({ ChatSessionId }) => String(ChatSessionId),
    customerName: ({ CustomerName }) => CustomerName,
    lastMessage: ({ LastMessage }) => LastMessage,
    whenRequested: ({ WhenRequested }) => WhenRequested,
    user: ({ User }) => User,
    transferTo: ({ TransferTo }) => TransferTo,
    person: ({ Person }) => Person,
    contact: ({ Contact }) => Contact,
    project: ({ Project }) => Project,
    sale: ({ Sale }) => Sale,
    ticket: ({ Ticket }) => Ticket,
  },
  User: {
    id: ({ AssociateId }) => String(AssociateId),
    name: ({ Name }) => Name,
    fullName: ({ FullName }) => FullName,
  },
  Person: {
    __resolveReference: ({ id }, { load }) => load.person(Number(id)),
    id: ({ PersonId }) => String(PersonId),
    fullName: ({ FullName }) => FullName,
    email: ({ Email }) => Email,
    mobilePhone: ({ MobilePhone }) => MobilePhone,
    contact: ({ ContactId }, _args, { load }) => load.contact(ContactId),
  },
  Contact: {
    id: ({ ContactId }) => String(ContactId),
    name: ({ Name }) => Name,
    city: ({ City }) => City,
    country: ({ CountryId }, _args, { load }) => load.country(CountryId),
  },
  Country: {
    id: ({ CountryId }) => String(CountryId),
    name: ({ Name }) => Name,
  },
  Project: {
    id: ({ ProjectId }) => String(ProjectId),
    name: ({ Name }) => Name,
  },
  Sale: {
    id: ({ SaleId }) => String(SaleId),
    title: ({ Title }) => Title,
    amount: ({ Amount }) => Amount,
  },
  Ticket: {
    id: ({ TicketId }) => String(TicketId),
    title: ({ Title }) => Title,
    createdAt: ({ CreatedAt }) => CreatedAt,
    ownedBy: ({ OwnedByAssociateId }, _args, { load }) => load.associate(OwnedByAssociateId),
  },
};

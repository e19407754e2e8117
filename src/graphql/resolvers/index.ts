import type { MutationResolvers, QueryResolvers, Resolvers } from '../../generated/resolvers.js';
import { Address, LocalizedField, StructuredAddress } from './Address.js';
import * as chatSession from './ChatSession.js';
import * as contact from './Contact.js';
import { Country } from './Country.js';
import { FieldProperty, FieldRight } from './FieldProperty.js';
import { NamedValue } from './NamedValue.js';
import * as person from './Person.js';
import * as project from './Project.js';
import * as sale from './Sale.js';
import { TableRight } from './TableRight.js';
import * as ticket from './Ticket.js';
import * as user from './User.js';

const Query: Required<QueryResolvers> = {
  ...chatSession.queries,
  ...contact.queries,
  ...person.queries,
  ...project.queries,
  ...sale.queries,
  ...ticket.queries,
  ...user.queries,
};

const Mutation: Required<MutationResolvers> = {
  ...chatSession.mutations,
};

/** What is not here is served by the carriers' properties: `property-readers.ts`. */
export const resolvers: Resolvers = {
  Address,
  ChatSession: chatSession.ChatSession,
  Contact: contact.Contact,
  Country,
  FieldProperty,
  FieldRight,
  LocalizedField,
  Mutation,
  NamedValue,
  Person: person.Person,
  Project: project.Project,
  Query,
  Sale: sale.Sale,
  StructuredAddress,
  TableRight,
  Ticket: ticket.Ticket,
  User: user.User,
};

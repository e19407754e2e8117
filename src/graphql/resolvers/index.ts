import type { MutationResolvers, QueryResolvers, Resolvers, SubscriptionResolvers } from '../../generated/resolvers.js';
import { Address, LocalizedField, StructuredAddress } from './Address.js';
import * as chatMessage from './ChatMessage.js';
import * as chatPresence from './ChatPresence.js';
import * as chatSession from './ChatSession.js';
import { ChatSessionConnection, ChatSessionEdge } from './ChatSessionConnection.js';
import * as chatTopic from './ChatTopic.js';
import { ChatWidgetSettings } from './ChatWidgetSettings.js';
import * as contact from './Contact.js';
import { Country } from './Country.js';
import type { LookUps } from './change.js';
import { FieldProperty, FieldRight } from './FieldProperty.js';
import * as lists from './lists.js';
import { NamedValue } from './NamedValue.js';
import * as person from './Person.js';
import * as project from './Project.js';
import * as sale from './Sale.js';
import { TableRight } from './TableRight.js';
import * as ticket from './Ticket.js';
import { TicketConnection, TicketEdge } from './TicketConnection.js';
import { TimeZone, TimeZoneRule } from './TimeZone.js';
import * as user from './User.js';

const Query: Required<QueryResolvers> = {
  ...chatPresence.queries,
  ...chatSession.queries,
  ...chatTopic.queries,
  ...contact.queries,
  ...lists.queries,
  ...person.queries,
  ...project.queries,
  ...sale.queries,
  ...ticket.queries,
  ...user.queries,
};

const Mutation: Required<MutationResolvers> = {
  ...chatMessage.mutations,
  ...chatPresence.mutations,
  ...chatSession.mutations,
  ...chatTopic.mutations,
};

const Subscription: Required<SubscriptionResolvers> = {
  ...chatMessage.subscriptions,
  ...chatSession.subscriptions,
};

export const lookUps: LookUps = { ...chatMessage.lookUps, ...chatSession.lookUps, ...chatTopic.lookUps };

/** All other fields are served by the carriers' properties: `property-readers.ts`. */
export const resolvers: Resolvers = {
  Address,
  Business: lists.Business,
  Category: lists.Category,
  ChatMessage: chatMessage.ChatMessage,
  ChatMessagesUpdate: chatMessage.ChatMessagesUpdate,
  ChatPresence: chatPresence.ChatPresence,
  ChatSession: chatSession.ChatSession,
  ChatSessionConnection,
  ChatSessionEdge,
  ChatTopic: chatTopic.ChatTopic,
  ChatTopicMember: chatTopic.ChatTopicMember,
  ChatWidgetSettings,
  Contact: contact.Contact,
  Country,
  Currency: lists.Currency,
  CustomerLanguage: lists.CustomerLanguage,
  FieldProperty,
  FieldRight,
  LocalizedField,
  Mutation,
  NamedValue,
  Person: person.Person,
  Position: lists.Position,
  Project: project.Project,
  ProjectStatus: lists.ProjectStatus,
  ProjectType: lists.ProjectType,
  Query,
  RemoveChatTopicMemberPayload: chatTopic.RemoveChatTopicMemberPayload,
  Sale: sale.Sale,
  SaleType: lists.SaleType,
  SetChatPresencePayload: chatPresence.SetChatPresencePayload,
  StructuredAddress,
  Subscription,
  TableRight,
  Ticket: ticket.Ticket,
  TicketCategory: lists.TicketCategory,
  TicketConnection,
  TicketEdge,
  TicketPriority: lists.TicketPriority,
  TicketStatus: lists.TicketStatus,
  TicketType: lists.TicketType,
  TimeZone,
  TimeZoneRule,
  User: user.User,
};

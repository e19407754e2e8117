import type {
  AssociateCarrier,
  ChatMessageCarrier,
  ChatSessionCarrier,
  ContactCarrier,
  CountryCarrier,
  PersonCarrier,
  ProjectCarrier,
  SaleCarrier,
  TicketCarrier,
} from '../../superoffice/carriers.js';

// A record as the tenant stores it: its carrier with every property, dates in UTC (`2026-03-02T09:40:58Z`), texts in several
// languages as SuperOffice stores them (`US:"Norway";NO:"Norge"`).

export type AssociateRecord = Required<AssociateCarrier>;
export type PersonRecord = Required<PersonCarrier>;
export type ContactRecord = Required<ContactCarrier>;
export type ProjectRecord = Required<ProjectCarrier>;
export type SaleRecord = Required<SaleCarrier>;
export type CountryRecord = Required<CountryCarrier>;

export type ChatMessageRecord = Required<ChatMessageCarrier>;

type OldTicketProperty = 'CustFirstname' | 'CustMiddleName' | 'CustLastname' | 'CustFullname';
export type TicketRecord = Required<Omit<TicketCarrier, OldTicketProperty>>;

type Link = 'User' | 'Person' | 'Contact' | 'Project' | 'Sale' | 'Ticket' | 'TransferTo';

/** Stores the ids of linked records: null is answered as null, 0 as a record without values. */
export type ChatSessionRecord = Omit<Required<ChatSessionCarrier>, Link> & Readonly<Record<Link, number | null>>;

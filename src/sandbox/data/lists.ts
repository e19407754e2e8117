/** An item of one of SuperOffice's lists; its name is kept in all languages. */
export interface ListItem {
  readonly id: number;
  readonly name: string;
}

export interface TicketCategoryItem extends ListItem {
  readonly fullName: string;
  /** 0 for one that is uppermost. */
  readonly parentId: number;
}

type Names = readonly [english: string, norwegian: string, german: string];

const SUPPORT: Names = ['Support', 'Kundeservice', 'Kundendienst'];
const SALES: Names = ['Sales', 'Salg', 'Vertrieb'];
const CURRENCY_CODES = ['NOK', 'EUR', 'GBP', 'USD', 'UAH', 'AED', 'ILS', 'CNY', 'JPY', 'KRW', 'INR'];

export const userGroups: readonly ListItem[] = [
  item(1, 'Support', 'Kundeservice', 'Kundendienst'),
  item(2, 'Sales', 'Salg', 'Vertrieb'),
  item(3, 'Administration', 'Administrasjon', 'Verwaltung'),
];

export const businesses: readonly ListItem[] = [
  item(1, 'Retail', 'Detaljhandel', 'Einzelhandel'),
  item(2, 'Information technology', 'Informasjonsteknologi', 'Informationstechnik'),
  item(3, 'Transport and logistics', 'Transport og logistikk', 'Transport und Logistik'),
  item(4, 'Health and care', 'Helse og omsorg', 'Gesundheit und Pflege'),
  item(5, 'Construction', 'Bygg og anlegg', 'Bauwesen'),
  item(6, 'Education', 'Utdanning', 'Bildung'),
  item(7, 'Food and beverages', 'Mat og drikke', 'Lebensmittel und Getränke'),
  item(8, 'Energy', 'Energi', 'Energie'),
];

export const categories: readonly ListItem[] = [
  item(1, 'Customer', 'Kunde', 'Kunde'),
  item(2, 'Key account', 'Nøkkelkunde', 'Großkunde'),
  item(3, 'Partner', 'Partner', 'Partner'),
  item(4, 'Prospect', 'Potensiell kunde', 'Interessent'),
  item(5, 'Supplier', 'Leverandør', 'Lieferant'),
];

export const positions: readonly ListItem[] = [
  item(1, 'Managing director', 'Daglig leder', 'Geschäftsführung'),
  item(2, 'Head of purchasing', 'Innkjøpssjef', 'Leitung Einkauf'),
  item(3, 'IT manager', 'IT-sjef', 'IT-Leitung'),
  item(4, 'Accountant', 'Regnskapsfører', 'Buchhaltung'),
  item(5, 'Store manager', 'Butikksjef', 'Filialleitung'),
  item(6, 'Project manager', 'Prosjektleder', 'Projektleitung'),
  item(7, 'Customer advisor', 'Kunderådgiver', 'Kundenberatung'),
];

export const projectTypes: readonly ListItem[] = [
  item(1, 'Implementation', 'Innføring', 'Einführung'),
  item(2, 'Campaign', 'Kampanje', 'Kampagne'),
  item(3, 'Event', 'Arrangement', 'Veranstaltung'),
  item(4, 'Internal project', 'Internt prosjekt', 'Internes Projekt'),
];

export const projectStatuses: readonly ListItem[] = [
  item(1, 'Planned', 'Planlagt', 'Geplant'),
  item(2, 'In progress', 'Pågår', 'In Arbeit'),
  item(3, 'On hold', 'På vent', 'Zurückgestellt'),
  item(4, 'Completed', 'Fullført', 'Abgeschlossen'),
];

export const saleTypes: readonly ListItem[] = [
  item(1, 'New sale', 'Nysalg', 'Neugeschäft'),
  item(2, 'Renewal', 'Fornyelse', 'Verlängerung'),
  item(3, 'Additional sale', 'Mersalg', 'Zusatzverkauf'),
  item(4, 'Service agreement', 'Serviceavtale', 'Wartungsvertrag'),
];

/** In the order of the countries' currency ids. */
export const currencies: readonly ListItem[] = CURRENCY_CODES.map((name, index) => ({ id: index + 1, name }));

export const customerLanguages: readonly ListItem[] = [
  item(1, 'English', 'Engelsk', 'Englisch'),
  item(2, 'Norwegian', 'Norsk', 'Norwegisch'),
  item(3, 'German', 'Tysk', 'Deutsch'),
];

/** A full name is the path from the uppermost category. */
export const ticketCategories: readonly TicketCategoryItem[] = [
  ticketCategory(1, SUPPORT),
  ticketCategory(2, ['Invoices', 'Fakturaer', 'Rechnungen'], 1, SUPPORT),
  ticketCategory(3, ['Login and access', 'Pålogging og tilgang', 'Anmeldung'], 1, SUPPORT),
  ticketCategory(4, ['Delivery', 'Levering', 'Lieferung'], 1, SUPPORT),
  ticketCategory(5, SALES),
  ticketCategory(6, ['Returns', 'Returer', 'Rücksendungen'], 5, SALES),
];

export const ticketPriorities: readonly ListItem[] = [
  item(1, 'Low', 'Lav', 'Niedrig'),
  item(2, 'Normal', 'Normal', 'Normal'),
  item(3, 'High', 'Høy', 'Hoch'),
  item(4, 'Critical', 'Kritisk', 'Kritisch'),
];

/** In the order of the base statuses 1 to 6, and one that is the tenant's own. */
export const ticketStatuses: readonly ListItem[] = [
  item(1, 'Open', 'Åpen', 'Offen'),
  item(2, 'Closed', 'Lukket', 'Geschlossen'),
  item(3, 'Postponed', 'Utsatt', 'Zurückgestellt'),
  item(4, 'Deleted', 'Slettet', 'Gelöscht'),
  item(5, 'Merged', 'Slått sammen', 'Zusammengeführt'),
  item(6, 'Spam', 'Søppelpost', 'Spam'),
  item(7, 'Waiting for the customer', 'Venter på kunden', 'Warten auf den Kunden'),
];

export const ticketTypes: readonly ListItem[] = [
  item(1, 'Question', 'Spørsmål', 'Frage'),
  item(2, 'Incident', 'Hendelse', 'Störung'),
  item(3, 'Change request', 'Endringsønske', 'Änderungswunsch'),
];

/** A text as SuperOffice stores it, one language after the other. */
export function inLanguages(english: string, norwegian: string, german: string): string {
  return `US:"${english}";NO:"${norwegian}";GE:"${german}"`;
}

function item(id: number, english: string, norwegian: string, german: string): ListItem {
  return { id, name: inLanguages(english, norwegian, german) };
}

function ticketCategory(id: number, name: Names, parentId = 0, parent?: Names): TicketCategoryItem {
  const path = (language: 0 | 1 | 2) => (parent ? `${parent[language]}/${name[language]}` : name[language]);
  return { id, name: inLanguages(...name), fullName: inLanguages(path(0), path(1), path(2)), parentId };
}

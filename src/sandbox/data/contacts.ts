import type { AddressCarrier, LocalizedFieldCarrier, StructuredAddressCarrier } from '../../superoffice/carriers.js';
import { businesses, categories } from './lists.js';
import { phoneIn } from './phones.js';
import { createRandom, cycle, type Random } from './random.js';
import type { AssociateRecord, ContactRecord, CountryRecord } from './records.js';
import { fieldProperties, tableRight } from './rights.js';

export interface ContactSources {
  readonly associates: readonly AssociateRecord[];
  readonly countries: readonly CountryRecord[];
}

export function createContacts({ associates, countries }: ContactSources): readonly ContactRecord[] {
  const random = createRandom('contacts');
  const owners = associates.filter(({ Type }) => Type === 'InternalAssociate');
  return COMPANIES.map((company, index): ContactRecord => {
    const [countryId, name, department, slug, street, zip, city] = company;
    const id = index + 1;
    const country = countries.find(({ CountryId }) => CountryId === countryId);
    const owner = random.chance(0.9) ? cycle(owners, index) : undefined;
    const site = random.chance(0.85) ? `https://www.${slug}.example.com/` : '';
    return {
      ContactId: id,
      Name: name,
      OrgNr: random.chance(0.85) ? `000 ${100 + index} ${random.int(100, 999)}` : random.pick(['', null]),
      Department: department,
      URL: site,
      City: city,
      DirectPhone: phoneIn(countryId, id),
      AssociateId: owner?.AssociateId ?? random.pick([0, -1]),
      CountryId: countryId,
      EmailAddress: random.chance(0.9) ? `${slug}@example.com` : random.pick(['', null]),
      Kananame: countryId === 392 ? cycle(['カブシキガイシャ サクラ', 'ミナト ショウジ'], index) : '',
      EmailAddressName: random.pick([null, '', name]),
      URLName: site ? random.pick([null, name]) : null,
      AssociateFullName: owner?.FullName ?? '',
      BusinessName: cycle(businesses, index * 3).name,
      CategoryName: cycle(categories, index).name,
      CountryName: country?.Name ?? '',
      Address: random.chance(0.9) ? address(company, random) : null,
      FormattedAddress: formatted(street, zip, city, '\r\n'),
      FullName: department ? `${name} (${department})` : name,
      IsOwnerContact: id === 1,
      ActiveErpLinks: random.pick([0, 0, 0, 1, 2]),
      Number1: random.pick(['', null, String(20_000 + id * 7)]),
      Number2: random.pick(['', '', `C-${1000 + id}`]),
      TableRight: tableRight(random),
      FieldProperties: fieldProperties(random, ['Name', 'OrgNr', 'AssociateId']),
    };
  });
}

function address(company: Company, random: Random): AddressCarrier {
  const [countryId, , , , street, zip, city] = company;
  const part = (AtypeIdx: 'ContactStreetAddress' | 'ContactPostalAddress', line: string): StructuredAddressCarrier => ({
    AtypeIdx,
    Address1: line,
    Address2: '',
    Address3: '',
    City: city,
    County: city === 'London' ? 'Greater London' : '',
    State: US_STATES[city] ?? '',
    Zipcode: zip,
    Formatted: formatted(line, zip, city, '\r\n'),
  });
  const field = (Name: string, Label: string, Value: string, ValueLength: number): LocalizedFieldCarrier => ({
    Name,
    Value,
    Tooltip: '',
    Label,
    ValueLength,
    AddressType: 'Street',
    TableRight: null,
    FieldProperties: null,
  });
  const [latitude, longitude] = COORDINATES[city] ?? [0, 0];
  return {
    Wgs84Latitude: latitude,
    Wgs84Longitude: longitude,
    LocalizedAddress: random.chance(0.8)
      ? [
          [field('Address1', 'Address', street, 254)],
          [field('Zipcode', 'Postcode', zip, 20), field('City', 'City', city, 100)],
        ]
      : null,
    Street: part('ContactStreetAddress', street),
    Postal: random.chance(0.6)
      ? part('ContactPostalAddress', `${POST_BOX[countryId] ?? 'P.O. Box'} ${random.int(10, 990)}`)
      : null,
    Formatted: formatted(street, zip, city, ', '),
    TableRight: null,
    FieldProperties: null,
  };
}

function formatted(street: string, zip: string, city: string, separator: string): string {
  return [street, `${zip} ${city}`.trim()].join(separator);
}

const US_STATES: Readonly<Record<string, string>> = { Seattle: 'WA', Austin: 'TX', Chicago: 'IL', Boston: 'MA' };

const POST_BOX: Readonly<Record<number, string>> = { 578: 'Postboks', 276: 'Postfach' };

const COORDINATES: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  Oslo: [59.9139, 10.7522],
  Bergen: [60.3913, 5.3221],
  Trondheim: [63.4305, 10.3951],
  Hamburg: [53.5511, 9.9937],
  Berlin: [52.52, 13.405],
  London: [51.5072, -0.1276],
  Seattle: [47.6062, -122.3321],
  Αθήνα: [37.9838, 23.7275],
  Київ: [50.4501, 30.5234],
  東京: [35.6762, 139.6503],
  서울: [37.5665, 126.978],
  Bengaluru: [12.9716, 77.5946],
};

type Company = readonly [
  countryId: number,
  name: string,
  department: string,
  slug: string,
  street: string,
  zip: string,
  city: string,
];

/** The first is the tenant's own. */
const COMPANIES: readonly Company[] = [
  [578, 'Nordvik Systems AS', '', 'nordvik-systems', 'Havnegata 14', '0150', 'Oslo'],
  [578, 'Fjellheim Sport AS', '', 'fjellheim-sport', 'Storgata 41', '2609', 'Lillehammer'],
  [578, 'Bølgen Sjømat AS', 'Eksport', 'bolgen-sjomat', 'Kaigata 3', '5003', 'Bergen'],
  [578, 'Kråkerøy Trevare AS', '', 'krakeroy-trevare', 'Sagveien 22', '1671', 'Fredrikstad'],
  [578, 'Østlyng Regnskap AS', '', 'ostlyng-regnskap', 'Torggata 9B', '0181', 'Oslo'],
  [578, 'Trøndersk Energi SA', 'Kundesenter', 'trondersk-energi', 'Innherredsveien 60', '7042', 'Trondheim'],
  [578, 'Trøndersk Energi SA', 'Nett', 'trondersk-energi-nett', 'Innherredsveien 62', '7042', 'Trondheim'],
  [578, 'Varden Byggservice AS', '', 'varden-bygg', 'Industriveien 17', '4313', 'Sandnes'],
  [578, 'Nordlys Barnehager SA', '', 'nordlys-barnehager', 'Skippergata 28', '9008', 'Tromsø'],
  [578, 'Elvebredden Bakeri AS', '', 'elvebredden-bakeri', 'Bryggerigata 5', '3015', 'Drammen'],
  [276, 'Möbelhaus Krämer GmbH', '', 'moebelhaus-kraemer', 'Lindenstraße 88', '50674', 'Köln'],
  [276, 'Süßwerk Konditorei GmbH', 'Einkauf', 'suesswerk', 'Bäckergasse 4', '80331', 'München'],
  [276, 'Hafenlogistik Brandt KG', '', 'hafenlogistik-brandt', 'Am Kaiserkai 19', '20457', 'Hamburg'],
  [276, 'Praxisverbund Weißensee', '', 'praxisverbund-weissensee', 'Langhansstraße 102', '13086', 'Berlin'],
  [276, 'Grünwald Solartechnik GmbH', 'Service', 'gruenwald-solar', 'Sonnenweg 7', '79111', 'Freiburg im Breisgau'],
  [826, 'Harrow & Finch Ltd', '', 'harrow-finch', '27 Mercer Street', 'WC2H 9QX', 'London'],
  [826, 'Pennine Cycle Works', 'Retail', 'pennine-cycles', '14 Dale Road', 'M4 1HN', 'Manchester'],
  [826, 'Thistledown Textiles plc', '', 'thistledown-textiles', '3 Weaver’s Close', 'EH6 6JX', 'Edinburgh'],
  [826, 'Copperfield Academy Trust', 'Finance', 'copperfield-academy', '60 Bishop’s Lane', 'BS1 5TR', 'Bristol'],
  [826, 'Lantern Street Pharmacy', '', 'lantern-pharmacy', '112 Lantern Street', 'CF10 2GE', 'Cardiff'],
  [840, 'Cedar Hollow Outfitters, Inc.', '', 'cedar-hollow', '480 Pine Street', '98101', 'Seattle'],
  [840, 'Blue Mesa Analytics LLC', '', 'blue-mesa', '1200 Congress Avenue', '78701', 'Austin'],
  [840, 'Great Lakes Hardware Co.', 'Wholesale', 'great-lakes-hardware', '55 West Wacker Drive', '60601', 'Chicago'],
  [840, 'St. Brendan’s Medical Group', '', 'st-brendans', '77 Harbor Way', '02110', 'Boston'],
  [300, 'Ελαιώνες Αιγαίου Α.Ε.', '', 'elaiones-aigaiou', 'Ερμού 112', '105 54', 'Αθήνα'],
  [300, 'Κύμα Ναυτιλιακή Ε.Π.Ε.', 'Λογιστήριο', 'kyma-shipping', 'Ακτή Μιαούλη 31', '185 35', 'Πειραιάς'],
  [804, 'ТОВ «Світанок Агро»', '', 'svitanok-agro', 'вул. Соборна 18', '21050', 'Вінниця'],
  [804, 'Книгарня «Каштан»', '', 'kashtan-books', 'вул. Хрещатик 44', '01001', 'Київ'],
  [784, 'شركة الواحة للتجارة', '', 'al-waha-trading', 'شارع الشيخ زايد 210', '', 'دبي'],
  [784, 'مجموعة النخيل للضيافة', 'المشتريات', 'al-nakheel-hospitality', 'طريق الكورنيش 15', '', 'أبوظبي'],
  [376, 'גלים תקשורת בע״מ', '', 'galim-telecom', 'רחוב הרצל 52', '6688112', 'תל אביב-יפו'],
  [376, 'מאפיית השחר', '', 'hashachar-bakery', 'דרך יפו 120', '9434122', 'ירושלים'],
  [156, '青云软件有限公司', '技术部', 'qingyun-software', '中关村大街18号', '100080', '北京'],
  [156, '长江茶业有限公司', '', 'changjiang-tea', '南京西路1266号', '200040', '上海'],
  [392, '株式会社さくら精機', '', 'sakura-seiki', '千代田区丸の内1-4-2', '100-0005', '東京'],
  [392, '港商事株式会社', '営業部', 'minato-shoji', '中央区波止場町3-8', '650-0042', '神戸'],
  [410, '한빛전자 주식회사', '', 'hanbit-electronics', '강남구 테헤란로 152', '06236', '서울'],
  [410, '바다물산', '구매팀', 'bada-trading', '해운대구 센텀로 25', '48060', '부산'],
  [356, 'सूर्योदय ऊर्जा प्रा. लि.', '', 'suryoday-energy', '14 महात्मा गांधी मार्ग', '110001', 'नई दिल्ली'],
  [356, 'Kaveri Handlooms Pvt. Ltd.', 'Exports', 'kaveri-handlooms', '31 Brigade Road', '560001', 'Bengaluru'],
];

import { inLanguages } from './lists.js';
import { createRandom } from './random.js';
import type { CountryRecord } from './records.js';
import { fieldProperties, tableRight } from './rights.js';

export function createCountries(): readonly CountryRecord[] {
  const random = createRandom('countries');
  return COUNTRIES.map(
    ([id, two, three, english, norwegian, german, dialIn, currencyId, orgNrText], index): CountryRecord => ({
      CountryId: id,
      Name: inLanguages(english, norwegian, german),
      CurrencyId: currencyId,
      EnglishName: english,
      TwoLetterISOCountry: two,
      ThreeLetterISOCountry: three,
      ImageDescription: `flag-${two.toLowerCase()}`,
      OrgNrText: orgNrText,
      InterAreaPrefix: random.pick(['0', '', null]),
      DialInPrefix: dialIn,
      ZipPrefix: two,
      DomainName: two === 'GB' ? 'uk' : two.toLowerCase(),
      AddressLayoutId: id,
      DomesticAddressLayoutId: id,
      ForeignAddressLayoutId: id + 1000,
      Rank: index + 1,
      Tooltip: random.pick(['', null, inLanguages('Part of our market', 'Del av vårt marked', 'Teil unseres Marktes')]),
      Deleted: false,
      TableRight: tableRight(random),
      FieldProperties: fieldProperties(random, ['Name', 'CurrencyId']),
    }),
  );
}

type CountryRow = readonly [
  id: number,
  two: string,
  three: string,
  english: string,
  norwegian: string,
  german: string,
  dialIn: string,
  currencyId: number,
  orgNrText: string | null,
];

/** Country ids are the numbers of ISO 3166, as in SuperOffice. */
const COUNTRIES: readonly CountryRow[] = [
  [578, 'NO', 'NOR', 'Norway', 'Norge', 'Norwegen', '+47', 1, 'Org.nr.'],
  [276, 'DE', 'DEU', 'Germany', 'Tyskland', 'Deutschland', '+49', 2, 'USt-IdNr.'],
  [826, 'GB', 'GBR', 'United Kingdom', 'Storbritannia', 'Vereinigtes Königreich', '+44', 3, 'Company no.'],
  [840, 'US', 'USA', 'United States', 'USA', 'Vereinigte Staaten', '+1', 4, 'EIN'],
  [300, 'GR', 'GRC', 'Greece', 'Hellas', 'Griechenland', '+30', 2, 'ΑΦΜ'],
  [804, 'UA', 'UKR', 'Ukraine', 'Ukraina', 'Ukraine', '+380', 5, 'ЄДРПОУ'],
  [
    784,
    'AE',
    'ARE',
    'United Arab Emirates',
    'De forente arabiske emirater',
    'Vereinigte Arabische Emirate',
    '+971',
    6,
    '',
  ],
  [376, 'IL', 'ISR', 'Israel', 'Israel', 'Israel', '+972', 7, 'ח.פ.'],
  [156, 'CN', 'CHN', 'China', 'Kina', 'China', '+86', 8, '统一社会信用代码'],
  [392, 'JP', 'JPN', 'Japan', 'Japan', 'Japan', '+81', 9, '法人番号'],
  [410, 'KR', 'KOR', 'South Korea', 'Sør-Korea', 'Südkorea', '+82', 10, null],
  [356, 'IN', 'IND', 'India', 'India', 'Indien', '+91', 11, 'CIN'],
];

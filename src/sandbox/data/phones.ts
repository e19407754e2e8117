import { cycle } from './random.js';

/**
 * A phone number that nobody has: from a range reserved for fiction if the country has one, otherwise with an area code of
 * zeros. Numbers differ as long as serials do, up to 500.
 */
export function phoneIn(countryId: number, serial: number): string {
  const scattered = (serial * 7919) % 10_000;
  const digits = String(scattered).padStart(4, '0');
  switch (countryId) {
    case 578:
      return `+47 00 00 ${digits.slice(0, 2)} ${digits.slice(2)}`;
    case 276:
      return `+49 30 23125 ${digits.slice(1)}`;
    case 826:
      return `+44 20 7946 0${digits.slice(1)}`;
    case 840:
      return `+1 (${cycle(US_AREAS, Math.trunc(scattered / 100))}) 555-01${digits.slice(2)}`;
    case 300:
      return `+30 000 000 ${digits}`;
    case 804:
      return `+380 00 000 ${digits.slice(0, 2)} ${digits.slice(2)}`;
    case 784:
      return `+971 0 000 ${digits}`;
    case 376:
      return `+972 0-000-${digits}`;
    case 156:
      return `+86 000 0000 ${digits}`;
    case 392:
      return `+81 00-0000-${digits}`;
    case 410:
      return `+82 00-0000-${digits}`;
    default:
      return `+91 00000 0${digits}`;
  }
}

const US_AREAS = ['206', '312', '415', '512', '617'] as const;

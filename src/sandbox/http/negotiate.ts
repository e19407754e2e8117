import { Refusal } from './errors.js';
import { toXml } from './xml.js';

/** The media types of the seed page's `Accept` row, in the order in which the tenant prefers them. */
const MEDIA_TYPES = [
  'application/json',
  'text/json',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/xml',
  'text/xml',
] as const;

export type MediaType = (typeof MEDIA_TYPES)[number];

/**
 * The media type that the caller prefers; of several equal ones, the first in the tenant's own order.
 *
 * @throws {Refusal} 406 when none is acceptable.
 */
export function negotiate(accept: string | undefined): MediaType {
  const ranges = readRanges(accept?.trim() ? accept : '*/*');
  const [best] = MEDIA_TYPES.map((type) => ({ type, quality: qualityOf(type, ranges) }))
    .filter(({ quality }) => quality > 0)
    .sort((left, right) => right.quality - left.quality);
  if (!best) {
    throw new Refusal(406, 'NotSupportedException', 'None of the accepted media types can be answered.');
  }
  return best.type;
}

export function serialize(type: MediaType, carrier: string, value: unknown): string {
  return type.endsWith('xml') ? toXml(carrier, value) : JSON.stringify(value);
}

interface QualifiedRange {
  readonly range: string;
  /** 0 (refused) to 1. */
  readonly quality: number;
}

/** Reads `Accept` or `Accept-Language`; other parameters than `q`, such as a charset, are passed over. */
export function readRanges(header: string): readonly QualifiedRange[] {
  return header
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
      const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
      return { range, quality: Number.isNaN(quality) ? 0 : quality };
    })
    .filter(({ range }) => range !== '');
}

/** The most specific matching range decides, so `application/json;q=0` refuses JSON whatever else is accepted. */
function qualityOf(type: MediaType, ranges: readonly QualifiedRange[]): number {
  const [family = ''] = type.split('/');
  for (const covering of [type, `${family}/*`, '*/*']) {
    const found = ranges.find(({ range }) => range === covering);
    if (found) {
      return found.quality;
    }
  }
  return 0;
}

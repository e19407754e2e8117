import { readFileSync } from 'node:fs';

/** A property of a carrier, and the field that shows it. */
export interface DocumentedProperty {
  readonly property: string;
  /** As the page writes it: `int32`, `date-time`, `map of string`, `LocalizedField[][]`. */
  readonly restType: string;
  readonly field: string;
  /** The field's type in the schema. */
  readonly type: string;
  readonly note: string;
}

export interface DocumentedType {
  /** The carrier's name in the REST API. */
  readonly carrier: string;
  /** The schema's type. */
  readonly type: string;
  readonly rows: readonly DocumentedProperty[];
  /** The text around the table. */
  readonly text: string;
}

/** The sections of `docs/properties.md`, in their order; `schema.test.ts` holds them against schema and contract. */
export function readDocumentedTypes(): DocumentedType[] {
  const page = readFileSync(new URL('../../docs/properties.md', import.meta.url), 'utf8');
  return page.split(/^## /m).slice(1).map(readSection);
}

function readSection(section: string): DocumentedType {
  const [, carrier = '', type = ''] = /^(\w+) -> (\w+)$/m.exec(section) ?? [];
  const lines = section.split('\n');
  return {
    carrier,
    type,
    rows: lines.filter((line) => /^\| [A-Z]\w+ \| /.test(line)).map(readRow),
    text: lines.filter((line) => !line.startsWith('|')).join(' '),
  };
}

function readRow(line: string): DocumentedProperty {
  const cells = line.split('|').map((cell) => cell.trim());
  const [, property = '', restType = '', field = '', note = ''] = cells;
  const [, name = '', type = ''] = /^`(\w+): (\S+)`$/.exec(field) ?? [];
  return { property, restType, field: name, type, note };
}

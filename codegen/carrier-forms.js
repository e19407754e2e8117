import { readFileSync } from 'node:fs';

/**
 * A plugin for codegen: the types of `src/superoffice/carriers.ts` as data, for `check` to hold answers against.
 *
 * A type is written as `number`, `Person?` (or null), `LocalizedField[][]`, `{FieldProperty}` (a map); `date` is a `DateTimeText`.
 *
 * @param {unknown} _schema
 * @param {unknown} _documents
 * @param {{ file: string }} config path from the project's root
 */
export function plugin(_schema, _documents, { file }) {
  const source = readFileSync(file, 'utf8');
  const carriers = [...source.matchAll(/^export interface (\w+)Carrier \{\n(.*?)^\}/gms)].map(([, name, body]) => [
    name,
    Object.fromEntries(propertiesIn(body)),
  ]);
  const enums = [...source.matchAll(/^export type (\w+) =\s*((?:\|?\s*'\w+'\s*)+);/gm)].map(([, name, members]) => [
    name,
    [...members.matchAll(/'(\w+)'/g)].map(([, member]) => member),
  ]);
  return [
    '/** Carrier -> property -> type. */',
    `export const CARRIER_FORMS = ${JSON.stringify(Object.fromEntries(carriers), null, 2)} as const;`,
    '',
    '/** Enum -> its members. */',
    `export const ENUM_FORMS = ${JSON.stringify(Object.fromEntries(enums), null, 2)} as const;`,
  ].join('\n');
}

function propertiesIn(body) {
  return body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, quoted, name, type] = /^ {2}readonly (?:'([^']+)'|(\w+))\?: (.*);$/.exec(line) ?? [];
      if (type === undefined) {
        throw new Error(`No property of a carrier: ${line}`);
      }
      return [quoted ?? name, formOf(type)];
    });
}

function formOf(type) {
  const form = type
    .replace(/\breadonly /g, '')
    .replace(/Carrier\b/g, '')
    .replace(/\bDateTimeText\b/g, 'date')
    .replace(/ \| null/g, '?')
    .replace(/Readonly<Record<string, ([^>]*)>>/g, '{$1}')
    .replace(/\((.*)\)/, '$1');
  if (!/^(\{\w+\??\}|\w+)(\[\])*\??$/.test(form)) {
    throw new Error(`No form for the type ${type}`);
  }
  return form;
}

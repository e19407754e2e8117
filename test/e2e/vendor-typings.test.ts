import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { ENUM_VALUES } from '../../src/graphql/schema/enums.js';
import { type PropertySchema, schemas } from '../contract/contract.js';
import { readDeclarations } from './declarations.js';

const pathTo = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const TYPINGS = 'node_modules/@superoffice/webapi/dist/cjs/';

/** SuperOffice's own client, as it is published. */
const client = readDeclarations(pathTo(`${TYPINGS}Carriers.d.ts`));
const { enums } = readDeclarations(pathTo(`${TYPINGS}Enums.d.ts`));
const ours = readDeclarations(pathTo('../../src/superoffice/carriers.ts'));

/** Our carrier -> the client's interfaces that are the same; by default the one of its name without `Carrier`. */
const CLIENT_NAMES: Readonly<Record<string, readonly string[]>> = {
  ChatSessionCarrier: ['ChatSessionEntity'],
  ChatTopicCarrier: ['ChatTopicEntity'],
  ListItemCarrier: [
    'Business',
    'Currency',
    'CustomerLanguage',
    'Position',
    'ProjectStatus',
    'ProjectType',
    'SaleType',
    'TicketCategory',
    'TicketPriority',
  ],
  MdoListItemCarrier: ['MDOListItem'],
  TicketStatusCarrier: ['TicketStatusEntity'],
  TicketTypeCarrier: ['TicketTypeEntity'],
};

/** Carriers without an interface in the client. */
const WITHOUT_A_TYPE: Readonly<Record<string, string>> = {
  ArchiveCarrier: 'The client reads archives through its agent alone, whose rows have another form.',
  ErrorCarrier: 'The client leaves error bodies to its caller.',
};

const clientNamesOf = (carrier: string) => CLIENT_NAMES[carrier] ?? [carrier.replace(/Carrier$/, '')];

const because = (reason: string, differences: readonly string[]) =>
  Object.fromEntries(differences.map((difference) => [difference, reason]));

/** Difference -> why it is meant to be. A reason whose difference is gone fails as well. */
const REASONS: Readonly<Record<string, string>> = {
  ...because(
    'The name of before 2023, which the documents of then have.',
    ['CustFirstname', 'CustMiddleName', 'CustLastname', 'CustFullname'].flatMap((property) =>
      ['carriers.ts', 'the contract'].map((source) => `Ticket.${property}: only in ${source}`),
    ),
  ),
  'ArchiveRestrictionInfo.ColumnInfo: not in the contract':
    'The documented sample has null there, and nobody sends it.',
  'GrantedModuleLicense.ExtraInfo: only in the contract': 'The documented sample of GET User/currentPrincipal has it.',
  'SoPrincipalCarrier.UserName: only in the contract': 'The documented sample of GET User/currentPrincipal has it.',
};

const DICTIONARY = /Dictionary$/;
/** The JSON of the client's classes. A duration is a text such as `08:30:00`. */
const JSON_TYPES: Readonly<Record<string, string>> = { Date: 'date', Duration: 'string', Object: 'any' };

/** The client's type in our words. A property's name in JSON has a large first letter. */
function clientType(type: string): string {
  const [, name = '', brackets = ''] = /^(\w+)((?:\[\])*)$/.exec(type) ?? [];
  if (enums.get(name)?.isNumeric === true) {
    return `string${brackets}`;
  }
  if (DICTIONARY.test(name)) {
    return `{${clientType(client.interfaces.get(name)?.get('[key]') ?? 'any')}}${brackets}`;
  }
  return `${JSON_TYPES[name] ?? name}${brackets}`;
}

function clientProperties(name: string): ReadonlyMap<string, string> {
  const properties = [...(client.interfaces.get(name) ?? [])];
  return new Map(properties.map(([key, type]) => [key.charAt(0).toUpperCase() + key.slice(1), clientType(type)]));
}

/** The client's name of an enum that has these members, and no others. */
function enumOf(members: readonly string[]): string {
  const names = [...members].sort().join();
  return [...enums].find(([, declared]) => [...declared.members].sort().join() === names)?.[0] ?? names;
}

/** Our type in the client's names; several for the item of a list. */
function carrierTypes(type: string): readonly string[] {
  const name = /\w+/.exec(type)?.[0] ?? '';
  if (name === 'DateTimeText') {
    return [type.replace(name, 'date')];
  }
  return name.endsWith('Carrier') ? clientNamesOf(name).map((clientName) => type.replace(name, clientName)) : [type];
}

function contractType(schema: PropertySchema): string {
  const { $ref, anyOf, type, format, items, additionalProperties } = schema;
  if (schema.enum !== undefined) {
    return enumOf(schema.enum);
  }
  const some = anyOf?.find((one) => one.type !== 'null');
  if (some !== undefined) {
    return contractType(some);
  }
  const name = $ref?.slice($ref.lastIndexOf('/') + 1);
  if (name !== undefined) {
    return enums.get(name)?.isNumeric === true ? 'string' : name;
  }
  const kind = typeof type === 'object' ? type.find((one) => one !== 'null') : type;
  switch (kind) {
    case 'array':
      return `${contractType(items ?? {})}[]`;
    case 'object':
      return `{${contractType(additionalProperties ?? {})}}`;
    case 'string':
      return format === 'date-time' ? 'date' : 'string';
    case 'integer':
      return 'number';
    default:
      return kind ?? 'any';
  }
}

interface Comparison {
  /** How many properties, or members of enums, both sides were asked for. */
  readonly compared: number;
  readonly differences: readonly string[];
}

/** `source` names our side in the differences. */
function compare(
  source: string,
  name: string,
  mine: ReadonlyMap<string, readonly string[]>,
  theirs: ReadonlyMap<string, string>,
): Comparison {
  const keys = [...new Set([...mine.keys(), ...theirs.keys()])];
  const differences = keys.flatMap((key) => {
    const [my, their] = [mine.get(key), theirs.get(key)];
    if (my === undefined || their === undefined) {
      return [`${name}.${key}: ${my === undefined ? `not in ${source}` : `only in ${source}`}`];
    }
    return my.includes(their) ? [] : [`${name}.${key}: ${my.join(' or ')} in ${source}, ${their} in the client`];
  });
  return { compared: keys.length, differences };
}

const asMembers = (members: readonly string[]) => new Map(members.map((member) => [member, 'member']));
const eachAsList = (map: ReadonlyMap<string, string>) => new Map([...map].map(([key, value]) => [key, [value]]));

const carriers = [...ours.interfaces].filter(([name]) => WITHOUT_A_TYPE[name] === undefined);

const comparisons: Readonly<Record<string, readonly Comparison[]>> = {
  carriers: carriers.flatMap(([carrier, properties]) => {
    const mine = new Map([...properties].map(([key, type]) => [key, carrierTypes(type)]));
    return clientNamesOf(carrier).map((name) => compare('carriers.ts', name, mine, clientProperties(name)));
  }),
  enums: [
    ...[...ours.unions]
      .filter(([, members]) => members.length > 0)
      .map(([name, members]) =>
        compare('carriers.ts', name, eachAsList(asMembers(members)), asMembers(enums.get(name)?.members ?? [])),
      ),
    ...Object.entries(ENUM_VALUES).map(([name, values]) =>
      compare('enums.ts', name, eachAsList(asMembers(Object.keys(values))), asMembers(enums.get(name)?.members ?? [])),
    ),
  ],
  contract: Object.entries(schemas).flatMap(([schema, { properties }]) => {
    const name = [...client.interfaces.keys()].find((key) => key === schema || key.endsWith(`_${schema}`));
    if (properties === undefined || name === undefined) {
      return [];
    }
    const mine = Object.entries(properties).map(([key, type]) => [key, [contractType(type)]] as const);
    return [compare('the contract', schema, new Map(mine), clientProperties(name))];
  }),
};

const all = Object.values(comparisons).flat();
const total = (some: readonly Comparison[]) => some.reduce((sum, { compared }) => sum + compared, 0);

describe('the typings of SuperOffice’s own client', () => {
  it('have an interface for every carrier, and an enum for every enum', () => {
    const names = carriers.flatMap(([carrier]) => clientNamesOf(carrier));

    expect(names.filter((name) => !client.interfaces.has(name))).toEqual([]);
    expect(Object.keys(ENUM_VALUES).filter((name) => !enums.has(name))).toEqual([]);
    expect(Object.keys(WITHOUT_A_TYPE).filter((name) => !ours.interfaces.has(name))).toEqual([]);
  });

  it('differ from carriers, enums and contract only if a reason is written down', () => {
    process.stdout.write(
      `Compared with @superoffice/webapi: ${Object.entries(comparisons)
        .map(([name, some]) => `${total(some)} properties of ${name}`)
        .join(', ')}.\n`,
    );

    expect(new Set(all.flatMap(({ differences }) => differences))).toEqual(new Set(Object.keys(REASONS)));
    expect(total(comparisons.carriers ?? [])).toBeGreaterThan(500);
    expect(total(all)).toBeGreaterThan(1500);
  });
});

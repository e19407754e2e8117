import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseSync, type TsType } from '@swc/core';
import {
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { ENUM_VALUES } from '../src/graphql/enums.js';
import { createSchema } from '../src/graphql/schema.js';
import { type PropertySchema, schemas } from './contract/contract.js';
import { useFacade } from './helpers/facade.js';

const schema = createSchema({ exposeSessionKey: true });
const rootTypes = [schema.getQueryType(), schema.getMutationType()];
/** Without introspection, federation's own types and those every GraphQL server has. */
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !/^_|__/.test(type.name) && !isSpecifiedScalarType(type),
);
const objectTypes = types.filter(isObjectType);
const enumTypes = types.filter(isEnumType);

function fieldsOf(type: GraphQLNamedType): GraphQLField<unknown, unknown>[] {
  return isObjectType(type) ? Object.values(type.getFields()).filter(({ name }) => !name.startsWith('_')) : [];
}

function inputFieldsOf(type: GraphQLNamedType): GraphQLInputField[] {
  return isInputObjectType(type) ? Object.values(type.getFields()) : [];
}

function valuesOf(type: GraphQLNamedType): readonly GraphQLEnumValue[] {
  return isEnumType(type) ? type.getValues() : [];
}

function argumentsOf(type: GraphQLNamedType): [place: string, argument: GraphQLArgument][] {
  return fieldsOf(type).flatMap(({ name, args }) =>
    args.map((argument): [string, GraphQLArgument] => [`${type.name}.${name}(${argument.name}:)`, argument]),
  );
}

describe('the schema', () => {
  it('describes every type, field, argument, input field and enum value', () => {
    const described = types.flatMap((type) => [
      // The root types are there in every schema; their fields say what they are for.
      ...(rootTypes.includes(type as GraphQLObjectType) ? [] : [[type.name, type.description]]),
      ...argumentsOf(type).map(([place, { description }]) => [place, description]),
      ...[...fieldsOf(type), ...inputFieldsOf(type), ...valuesOf(type)].map(({ name, description }) => [
        `${type.name}.${name}`,
        description,
      ]),
    ]);

    expect(described.length).toBeGreaterThan(400);
    expect(described.filter(([, description]) => (description ?? '').trim().length < 10)).toEqual([]);
  });

  it('names the REST property or call behind every field', () => {
    const unnamed = objectTypes.flatMap((type) =>
      fieldsOf(type).flatMap(({ name, description }) =>
        /REST: /.test(description ?? '') ? [] : `${type.name}.${name}`,
      ),
    );

    expect(unnamed).toEqual([]);
  });

  it('has nothing non-null but ids, lists and arguments', () => {
    const wrong = objectTypes.flatMap((type) =>
      fieldsOf(type).flatMap((field) =>
        isAsNullableAsItShould(field, rootTypes.includes(type)) ? [] : `${type.name}.${field.name}: ${field.type}`,
      ),
    );

    expect(wrong).toEqual([]);
  });

  it('takes every id as an ID', () => {
    const ids = objectTypes.flatMap(argumentsOf).filter(([, { name }]) => name === 'id');

    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter(([, { type }]) => String(type) !== 'ID!')).toEqual([]);
  });
});

/** `id: ID!`, lists with all their elements, root fields nullable, and everything else nullable. */
function isAsNullableAsItShould({ name, type }: GraphQLField<unknown, unknown>, isRoot: boolean): boolean {
  if (isRoot) {
    return !isNonNullType(type) && (!isListType(type) || hasNoNulls(type.ofType));
  }
  if (name === 'id') {
    return String(type) === 'ID!';
  }
  return isListType(isNonNullType(type) ? type.ofType : type) ? hasNoNulls(type) : !isNonNullType(type);
}

function hasNoNulls(type: unknown): boolean {
  if (!isNonNullType(type)) {
    return false;
  }
  return isListType(type.ofType) ? hasNoNulls(type.ofType.ofType) : true;
}

describe('ChatSession.sessionKey', () => {
  const SDL = '{ _service { sdl } }';
  const SESSION_KEY = '{ chatSession(id: "549") { sessionKey } }';
  const byDefault = useFacade();
  const exposed = useFacade({ EXPOSE_SESSION_KEY: 'true' });

  it('is not in the schema by default', async () => {
    const sdl = await byDefault.ask(SDL);
    const key = await byDefault.ask(SESSION_KEY);

    expect(sdl.data._service.sdl).toMatch(/type ChatSession\b/);
    expect(sdl.data._service.sdl).not.toMatch(/sessionKey/i);
    expect(key.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    expect(byDefault.superOffice.calls()).toEqual([]);
  });

  it('is there, and inaccessible to callers of a supergraph, with EXPOSE_SESSION_KEY=true', async () => {
    exposed.superOffice.on('GET ChatSession/549', { ChatSessionId: 549, SessionKey: 'a secret' });

    const sdl = await exposed.ask(SDL);
    const key = await exposed.ask(SESSION_KEY);

    expect(sdl.data._service.sdl).toMatch(/^\s*sessionKey: String @inaccessible$/m);
    expect(key.errors).toBeUndefined();
    expect(key.data).toEqual({ chatSession: { sessionKey: 'a secret' } });
    expect(key.headers.get('cache-control')).toBe('no-store');
  });
});

describe('an enum', () => {
  /** `InQueue` -> `IN_QUEUE`, `EMarketing` -> `E_MARKETING`, `SMS` -> `SMS`, `Postponed1Hour` -> `POSTPONED_1_HOUR`. */
  const screamingSnake = (name: string) =>
    name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[0-9])/g, '_').toUpperCase();
  const namesOf = (name: string) => schemas[name]?.enum ?? [];

  it.each(enumTypes)('$name has the values of the contract, and UNKNOWN', (type: GraphQLEnumType) => {
    const names = namesOf(type.name);

    expect(names.length).toBeGreaterThan(0);
    expect(new Set(type.getValues().map(({ name }) => name))).toEqual(
      new Set([...names.map(screamingSnake), 'UNKNOWN']),
    );
  });

  it.each(enumTypes)("$name names SuperOffice's spelling of each value", (type: GraphQLEnumType) => {
    const spellings = type
      .getValues()
      .filter(({ name }) => name !== 'UNKNOWN')
      .map(({ name, description }) => [name, /SuperOffice:\s`(\w+)`/.exec(description ?? '')?.[1]]);

    const expected = namesOf(type.name)
      .filter((name) => name !== 'Unknown')
      .map((name) => [screamingSnake(name), name]);
    expect(new Map(spellings as [string, string][])).toEqual(new Map(expected as [string, string][]));
  });

  it('is in the list of spellings, and nothing else is', () => {
    expect(Object.keys(ENUM_VALUES).sort()).toEqual(enumTypes.map(({ name }) => name).sort());
    for (const [name, spellings] of Object.entries(ENUM_VALUES)) {
      expect(spellings).toEqual(Object.fromEntries(namesOf(name).map((value) => [value, screamingSnake(value)])));
    }
  });

  /** Where in a chat session each enum is met. */
  const PLACES: Readonly<Record<string, { readonly carrier: (value: string) => object; readonly selection: string }>> =
    {
      ActivityStatus: {
        carrier: (Completed) => ({ Sale: { SaleId: 1, Completed } }),
        selection: 'sale { completed }',
      },
      AddressType: {
        carrier: (AtypeIdx) => ({ Contact: { ContactId: 1, Address: { Street: { AtypeIdx } } } }),
        selection: 'contact { address { street { atypeIdx } } }',
      },
      ChatSessionStatus: { carrier: (Status) => ({ Status }), selection: 'status' },
      SaleStatus: { carrier: (Status) => ({ Sale: { SaleId: 1, Status } }), selection: 'sale { status }' },
      TicketBaseStatus: {
        carrier: (BaseStatus) => ({ Ticket: { TicketId: 1, BaseStatus } }),
        selection: 'ticket { baseStatus }',
      },
      TicketOrigin: { carrier: (Origin) => ({ Ticket: { TicketId: 1, Origin } }), selection: 'ticket { origin }' },
      TicketReadStatus: {
        carrier: (ReadStatus) => ({ Ticket: { TicketId: 1, ReadStatus } }),
        selection: 'ticket { readStatus }',
      },
      TicketSecurityLevel: {
        carrier: (Slevel) => ({ Ticket: { TicketId: 1, Slevel } }),
        selection: 'ticket { slevel }',
      },
      UserType: { carrier: (Type) => ({ User: { AssociateId: 1, Type } }), selection: 'user { type }' },
    };
  const pair = useFacade();

  it.each(enumTypes)('$name shows each of its values', async ({ name }) => {
    const { carrier, selection } = PLACES[name] ?? { carrier: () => ({}), selection: 'missing in PLACES' };
    const sessions = [...namesOf(name), 'NewerThanTheSchema'].map((value, index) => ({
      ChatSessionId: index + 1,
      ...carrier(value),
    }));
    pair.superOffice.on('GET ChatSession/ForCurrentUser', sessions);

    const answer = await pair.ask(`{ chatSessionsForCurrentUser { shown: ${selection} } }`);

    const shown = answer.data.chatSessionsForCurrentUser.map(leafOf);
    expect(answer.errors).toBeUndefined();
    expect(shown).toEqual([...namesOf(name).map(screamingSnake), 'UNKNOWN']);
  });
});

/** The one leaf of a selection without branches. */
function leafOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null ? leafOf(Object.values(data)[0]) : data;
}

interface Row {
  readonly property: string;
  readonly restType: string;
  readonly field: string;
  readonly type: string;
  readonly note: string;
}

interface Section {
  readonly carrier: string;
  readonly type: string;
  readonly rows: readonly Row[];
  /** What stands below the table. */
  readonly text: string;
}

describe('docs/properties.md', () => {
  const sections = readSections();

  it('has a section for every type that is made of more than a key', () => {
    const documented = objectTypes
      .filter((type) => !rootTypes.includes(type))
      .filter((type) => fieldsOf(type).some(({ name }) => name !== 'id'))
      // An entry of a map of texts, which has no carrier.
      .filter(({ name }) => name !== 'NamedValue');

    expect(sections.map(({ type }) => type).sort()).toEqual(documented.map(({ name }) => name).sort());
  });

  it.each(sections)("lists each property of $carrier once, with the contract's type", ({ carrier, rows }) => {
    const properties = Object.entries(schemas[carrier]?.properties ?? {});

    expect(properties.length).toBeGreaterThan(0);
    expect(rows.map(({ property, restType }) => [property, restType]).sort()).toEqual(
      properties.map(([property, propertySchema]) => [property, restTypeOf(propertySchema)]).sort(),
    );
  });

  it.each(sections)('gives the fields of $type as they are in the schema, and all of them', ({ type, rows, text }) => {
    const fields = fieldsOf(schema.getType(type) as GraphQLNamedType);
    const typeOf = new Map(fields.map((field) => [field.name, String(field.type)]));
    const mentioned = [...text.matchAll(/`(\w+)(?:: (\S+))?`/g)].flatMap(([, name = '']) => name);

    for (const row of rows) {
      expect([row.field, typeOf.get(row.field)]).toEqual([row.field, row.type]);
    }
    const documented = new Set([...rows.map(({ field }) => field), ...mentioned.filter((name) => typeOf.has(name))]);
    expect([...documented].sort()).toEqual([...typeOf.keys()].sort());
  });

  it.each(sections)(
    'names the fields of $type by the rule, or by a documented exception',
    ({ carrier, type, rows }) => {
      const key = carrier === 'ChatSessionEntity' ? 'ChatSessionId' : `${carrier}Id`;
      for (const { property, field } of rows) {
        const expected =
          EXCEPTIONS[`${type}.${property}`] ??
          (property === key ? 'id' : (RELATIONS[property]?.field ?? mechanical(property)));
        expect([property, field]).toEqual([property, expected]);
      }
    },
  );

  it.each(sections)('makes a relation of each key of $type that is one', ({ type, rows }) => {
    for (const { property, field, type: fieldType, note } of rows) {
      const relation =
        field === 'id' ? undefined : (TYPE_RELATIONS[`${type}.${property}`] ?? RELATIONS[property]?.type);
      expect([property, note.startsWith('relation')]).toEqual([property, relation !== undefined]);
      if (relation !== undefined) {
        expect([property, fieldType]).toEqual([property, relation]);
      }
    }
  });
});

/** Foreign keys: `XId` is the relation `x`. */
const RELATIONS: Readonly<Record<string, { readonly field: string; readonly type: string }>> = {
  AssociateId: { field: 'associate', type: 'User' },
  ContactCountryId: { field: 'contactCountry', type: 'Country' },
  ContactId: { field: 'contact', type: 'Contact' },
  CountryId: { field: 'country', type: 'Country' },
  CurrencyId: { field: 'currency', type: 'Currency' },
  PersonId: { field: 'person', type: 'Person' },
  ProjectId: { field: 'project', type: 'Project' },
  SaleId: { field: 'sale', type: 'Sale' },
  SaleTypeId: { field: 'saleType', type: 'SaleType' },
  SupportAssociateId: { field: 'supportAssociate', type: 'User' },
  SupportLanguageId: { field: 'supportLanguage', type: 'CustomerLanguage' },
  TicketPriorityId: { field: 'ticketPriority', type: 'TicketPriority' },
  TicketTypeId: { field: 'ticketType', type: 'TicketType' },
  TopicId: { field: 'topic', type: 'ChatTopic' },
};

/** Relations whose property does not say so everywhere. */
const TYPE_RELATIONS: Readonly<Record<string, string>> = {
  'Project.StatusId': 'ProjectStatus',
  'Project.TypeId': 'ProjectType',
  'Ticket.Category': 'TicketCategory',
  'Ticket.ConnectId': 'Ticket',
  'Ticket.CustId': 'Person',
  'Ticket.OwnedByAssociateId': 'User',
  'Ticket.Priority': 'TicketPriority',
  'Ticket.TicketStatus': 'TicketStatus',
};

/** Names that do not follow from the property. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'Project.StatusId': 'projectStatus',
  'Project.TypeId': 'projectType',
  'Ticket.ConnectId': 'mergedInto',
  'Ticket.CreatedBy': 'createdByEjUserId',
  'Ticket.CustFirstname': 'personFirstname',
  'Ticket.CustFullname': 'personFullname',
  'Ticket.CustId': 'person',
  'Ticket.CustLastname': 'personLastname',
  'Ticket.CustMiddleName': 'personMiddleName',
  'Ticket.OwnedBy': 'ownedByEjUserId',
  'Ticket.OwnedByAssociateId': 'ownedBy',
  'User.AssociateId': 'id',
};

/** The property with its leading run of capitals in small letters, as one word. */
function mechanical(property: string): string {
  return property.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+/, (run) => run.toLowerCase());
}

function readSections(): Section[] {
  const text = readFileSync(new URL('../docs/properties.md', import.meta.url), 'utf8');
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [, carrier = '', type = ''] = /^(\w+) -> (\w+)$/m.exec(section) ?? [];
      const lines = section.split('\n');
      return {
        carrier,
        type,
        rows: lines.filter((line) => /^\| [A-Z]\w+ \| /.test(line)).map(readRow),
        text: lines.filter((line) => !line.startsWith('|')).join(' '),
      };
    });
}

function readRow(line: string): Row {
  const cells = line.split('|').map((cell) => cell.trim());
  const [, property = '', restType = '', field = '', note = ''] = cells;
  const [, name = '', type = ''] = /^`(\w+): (\S+)`$/.exec(field) ?? [];
  return { property, restType, field: name, type, note };
}

/** A property's type as the page writes it. */
function restTypeOf(property: PropertySchema): string {
  const type = [property.type ?? []].flat().find((name) => name !== 'null');
  const reference = property.$ref ?? property.anyOf?.find(({ $ref }) => $ref !== undefined)?.$ref;
  if (reference !== undefined) {
    return reference.slice(reference.lastIndexOf('/') + 1);
  }
  if (type === 'array') {
    return `${restTypeOf(property.items ?? {})}[]`;
  }
  if (type === 'object') {
    return `map of ${restTypeOf(property.additionalProperties ?? {})}`;
  }
  return type === 'boolean' ? 'bool' : (property.format ?? String(type));
}

describe('src/superoffice/carriers.ts', () => {
  const { interfaces, unions } = readCarriers();

  const NAMES: Readonly<Record<string, string>> = {
    AssociateCarrier: 'Associate',
    ChatSessionCarrier: 'ChatSessionEntity',
    ChatTopicCarrier: 'ChatTopicEntity',
    ErrorCarrier: 'SoErrorBody',
    MdoListItemCarrier: 'MDOListItem',
    TicketStatusCarrier: 'TicketStatusEntity',
  };
  const contractName = (carrier: string) => NAMES[carrier] ?? carrier.replace(/Carrier$/, '');
  /** Carriers of which only the key is known. */
  const KEYS_ONLY: Readonly<Record<string, readonly string[]>> = {
    ChatTopicCarrier: ['ChatTopicEntity'],
    ListItemCarrier: [
      ...['Currency', 'CustomerLanguage', 'ProjectStatus', 'ProjectType', 'SaleType'],
      ...['TicketCategory', 'TicketPriority'],
    ],
    TicketStatusCarrier: ['TicketStatusEntity'],
    TicketTypeCarrier: ['TicketType'],
  };

  const whole = [...interfaces.keys()].filter((name) => KEYS_ONLY[name] === undefined);

  it.each(whole)('%s has the properties of the contract, each of its type, and none that must be there', (carrier) => {
    const properties = Object.entries(schemas[contractName(carrier)]?.properties ?? {});

    expect(properties.length).toBeGreaterThan(0);
    expect(interfaces.get(carrier)).toEqual(
      Object.fromEntries(properties.map(([name, property]) => [name, `readonly optional ${carrierTypeOf(property)}`])),
    );
  });

  it.each(Object.entries(KEYS_ONLY))('%s has the key of %j, of its type', (carrier, names) => {
    const entries = Object.entries(interfaces.get(carrier) ?? {});

    expect(entries).toHaveLength(1);
    for (const name of names) {
      const properties = schemas[name]?.properties ?? {};
      for (const [property, type] of entries) {
        expect(type).toBe(`readonly optional ${carrierTypeOf(properties[property] ?? {})}`);
      }
    }
  });

  it('has the enums of the contract that its carriers hold, with all their values', () => {
    const enums = Object.entries(schemas).filter(([name]) => unions.has(name));

    expect(enumTypes.map(({ name }) => name).sort()).toEqual([...unions.keys()].sort());
    expect(unions).toEqual(new Map(enums.map(([name, { enum: values }]) => [name, values])));
  });

  /** A property of the contract as a carrier's type has it. */
  function carrierTypeOf(property: PropertySchema): string {
    const orNull = [property.type ?? [], ...(property.anyOf ?? []).map(({ type }) => type ?? [])]
      .flat()
      .includes('null');
    return `${nonNullTypeOf(property)}${orNull ? ' | null' : ''}`;
  }

  function nonNullTypeOf(property: PropertySchema): string {
    const restType = restTypeOf(property);
    const simple = {
      string: 'string',
      int32: 'number',
      double: 'number',
      bool: 'boolean',
      'date-time': 'DateTimeText',
    };
    if (restType in simple) {
      return simple[restType as keyof typeof simple];
    }
    if (property.items !== undefined) {
      return `${carrierTypeOf(property.items)}[]`;
    }
    if (property.additionalProperties !== undefined) {
      return `Record<string, ${carrierTypeOf(property.additionalProperties)}>`;
    }
    return unions.has(restType) ? restType : (carrierNames.get(restType) ?? `no carrier for ${restType}`);
  }

  const carrierNames = new Map([...interfaces.keys()].map((carrier) => [contractName(carrier), carrier]));
});

interface Carriers {
  /** Property -> type, without `readonly` inside it. */
  readonly interfaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly unions: ReadonlyMap<string, readonly string[]>;
}

function readCarriers(): Carriers {
  const source = readFileSync(new URL('../src/superoffice/carriers.ts', import.meta.url), 'utf8');
  const interfaces = new Map<string, Readonly<Record<string, string>>>();
  const unions = new Map<string, readonly string[]>();
  for (const statement of parseSync(source, { syntax: 'typescript' }).body) {
    const declaration = statement.type === 'ExportDeclaration' ? statement.declaration : undefined;
    if (declaration?.type === 'TsInterfaceDeclaration') {
      const properties = declaration.body.body.map((member): [string, string] => {
        if (member.type !== 'TsPropertySignature' || member.key.type !== 'Identifier' || !member.typeAnnotation) {
          throw new TypeError(`${declaration.id.value} has a member that is no property.`);
        }
        const marks = `${member.readonly ? 'readonly ' : ''}${member.optional ? 'optional ' : ''}`;
        return [member.key.value, marks + textOf(member.typeAnnotation.typeAnnotation)];
      });
      interfaces.set(declaration.id.value, Object.fromEntries(properties));
    } else if (declaration?.type === 'TsTypeAliasDeclaration' && declaration.typeAnnotation.type === 'TsUnionType') {
      unions.set(declaration.id.value, declaration.typeAnnotation.types.map(textOf));
    }
  }
  return { interfaces, unions };
}

function textOf(type: TsType): string {
  switch (type.type) {
    case 'TsKeywordType':
      return type.kind;
    case 'TsUnionType':
      return type.types.map(textOf).join(' | ');
    case 'TsArrayType':
      return `${textOf(type.elemType)}[]`;
    case 'TsParenthesizedType':
    case 'TsTypeOperator':
      return textOf(type.typeAnnotation);
    case 'TsLiteralType':
      return type.literal.type === 'StringLiteral' ? type.literal.value : type.literal.type;
    case 'TsTypeReference': {
      const name = type.typeName.type === 'Identifier' ? type.typeName.value : type.typeName.type;
      const params = type.typeParams?.params.map(textOf) ?? [];
      return name === 'Readonly' ? params.join() : `${name}${params.length > 0 ? `<${params.join(', ')}>` : ''}`;
    }
    default:
      return type.type;
  }
}

import { readFileSync } from 'node:fs';
import { parseSync, type TsEntityName, type TsInterfaceDeclaration, type TsType } from '@swc/core';

/** The declarations of a file. Types are texts without `null`, `readonly` and their module: `Associate[]`. */
export interface Declarations {
  /** Interface -> property -> type; with the properties of the interfaces that it extends. */
  readonly interfaces: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly enums: ReadonlyMap<string, EnumDeclaration>;
  /** Alias -> texts of a union of literals. */
  readonly unions: ReadonlyMap<string, readonly string[]>;
}

export interface EnumDeclaration {
  readonly members: readonly string[];
  /** Whether its members are numbers, as in enums of flags. */
  readonly isNumeric: boolean;
}

/** Reads the interfaces, enums and unions of literals that a TypeScript file declares. */
export function readDeclarations(path: string): Declarations {
  const declared = new Map<string, TsInterfaceDeclaration>();
  const enums = new Map<string, EnumDeclaration>();
  const unions = new Map<string, readonly string[]>();
  for (const item of parseSync(readFileSync(path, 'utf8'), { syntax: 'typescript' }).body) {
    const declaration = item.type === 'ExportDeclaration' ? item.declaration : item;
    if (declaration.type === 'TsInterfaceDeclaration') {
      declared.set(declaration.id.value, declaration);
    }
    if (declaration.type === 'TsEnumDeclaration') {
      enums.set(declaration.id.value, {
        members: declaration.members.map(({ id }) => id.value),
        isNumeric: declaration.members.some(({ init }) => init?.type === 'NumericLiteral'),
      });
    }
    if (declaration.type === 'TsTypeAliasDeclaration') {
      unions.set(declaration.id.value, literalsOf(declaration.typeAnnotation));
    }
  }
  const interfaces = new Map([...declared].map(([name, one]) => [name, propertiesOf(one, declared)] as const));
  return { interfaces, enums, unions };
}

function propertiesOf(
  { body, extends: parents }: TsInterfaceDeclaration,
  declared: ReadonlyMap<string, TsInterfaceDeclaration>,
): ReadonlyMap<string, string> {
  const inherited = parents.flatMap(({ expression }) => {
    const parent = declared.get('value' in expression ? expression.value : '');
    return parent === undefined ? [] : [...propertiesOf(parent, declared)];
  });
  const own = body.body.flatMap((member): [string, string][] => {
    if (member.type === 'TsIndexSignature') {
      return [['[key]', textOf(member.typeAnnotation?.typeAnnotation)]];
    }
    const isNamed = member.type === 'TsPropertySignature' && 'value' in member.key;
    return isNamed ? [[String(member.key.value), textOf(member.typeAnnotation?.typeAnnotation)]] : [];
  });
  return new Map([...inherited, ...own]);
}

function literalsOf(type: TsType): readonly string[] {
  if (type.type === 'TsUnionType') {
    return type.types.flatMap(literalsOf);
  }
  return type.type === 'TsLiteralType' && type.literal.type === 'StringLiteral' ? [type.literal.value] : [];
}

function textOf(type: TsType | undefined): string {
  switch (type?.type) {
    case 'TsKeywordType':
      return type.kind;
    case 'TsArrayType':
      return `${textOf(type.elemType)}[]`;
    case 'TsParenthesizedType':
    case 'TsTypeOperator':
      return textOf(type.typeAnnotation);
    case 'TsUnionType':
      return type.types
        .map(textOf)
        .filter((text) => text !== 'null')
        .join(' | ');
    case 'TsTypeReference': {
      const [first, second] = type.typeParams?.params ?? [];
      const name = nameOf(type.typeName);
      if (name === 'Readonly') {
        return textOf(first);
      }
      return name === 'Record' ? `{${textOf(second)}}` : name;
    }
    default:
      return type?.type ?? 'any';
  }
}

function nameOf(name: TsEntityName): string {
  return name.type === 'Identifier' ? name.value : name.right.value;
}

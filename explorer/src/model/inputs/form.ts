import {
  astFromValue,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type GraphQLType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  isScalarType,
  Kind,
  print,
  TypeInfo,
  typeFromAST,
  type VariableDefinitionNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { parsedOf } from '../document/tidy.js';
import { inLines } from '../text/json.js';
import type { Problem } from './variables.js';

/** A variable, or a field of one, to be filled in. */
export interface FormField {
  /** Names, starting with the variable. */
  readonly path: readonly string[];
  /** For each of them, whether it is required, at least as an empty object. */
  readonly needed: readonly boolean[];
  readonly type: GraphQLInputType;
  readonly description: string;
  /** Whether it is required: it can be neither null nor left out. */
  readonly isRequired: boolean;
  /** The default, as it is written in a document; empty if there is none. */
  readonly defaultText: string;
  readonly control: Control;
}

export type Control =
  | { readonly kind: 'text' }
  | { readonly kind: 'number' }
  /** One of these texts, or of `true` and `false`. */
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'choices'; readonly options: readonly string[] }
  /** A list of texts or numbers, one on each line. */
  | { readonly kind: 'lines' }
  | { readonly kind: 'group'; readonly fields: readonly FormField[] }
  | { readonly kind: 'json' };

/** The maximum depth of groups in groups; deeper values are written as JSON. */
const MAX_DEPTH = 3;

/** The form of an operation's variables, each with the description of the first place where it is used. */
export function formOf(
  document: string,
  definitions: readonly VariableDefinitionNode[],
  schema: GraphQLSchema,
): readonly FormField[] {
  const parsed = parsedOf(document);
  const descriptions = 'document' in parsed ? descriptionsIn(parsed.document, schema) : new Map<string, string>();
  return definitions.flatMap(({ variable, type: typeNode, defaultValue }) => {
    const type = typeFromAST(schema, typeNode) as GraphQLType | undefined;
    const name = variable.name.value;
    // An output type is a mistake in the document, which its editor reports.
    return !isInputType(type)
      ? []
      : fieldOf({
          path: [name],
          outer: [],
          type,
          description: descriptions.get(name) ?? '',
          defaultText: defaultValue === undefined ? '' : print(defaultValue),
        });
  });
}

/** The description of the first argument or input field that each variable is used for. */
function descriptionsIn(document: DocumentNode, schema: GraphQLSchema): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Variable({ name }, _key, parent) {
        const isField = parent !== undefined && 'kind' in parent && parent.kind === Kind.OBJECT_FIELD;
        const owner = isField ? getNullableType(typeInfo.getParentInputType()) : undefined;
        const description =
          isField && isInputObjectType(owner)
            ? owner.getFields()[parent.name.value]?.description
            : typeInfo.getArgument()?.description;
        if (description && !found.has(name.value)) {
          found.set(name.value, description);
        }
      },
    }),
  );
  return found;
}

interface Declared extends Omit<FormField, 'isRequired' | 'control' | 'needed'> {
  /** What is required around it. */
  readonly outer: FormField['needed'];
}

function fieldOf({ outer, ...field }: Declared): FormField {
  const { path, type, defaultText } = field;
  const isRequired = isNonNullType(type) && defaultText === '';
  const needed = [...outer, isRequired];
  return { ...field, needed, isRequired, control: controlOf(type, path, needed) };
}

function controlOf(type: GraphQLInputType, path: readonly string[], outer: readonly boolean[]): Control {
  const nullable = getNullableType(type);
  if (isEnumType(nullable)) {
    return { kind: 'choice', options: nullable.getValues().map(({ name }) => name) };
  }
  if (isScalarType(nullable)) {
    const options = nullable.name === 'Boolean' ? ['true', 'false'] : [];
    const isNumber = nullable.name === 'Int' || nullable.name === 'Float';
    return options.length > 0 ? { kind: 'choice', options } : { kind: isNumber ? 'number' : 'text' };
  }
  if (isListType(nullable)) {
    const item = getNullableType(nullable.ofType);
    if (isEnumType(item)) {
      return { kind: 'choices', options: item.getValues().map(({ name }) => name) };
    }
    return { kind: isLeafType(item) ? 'lines' : 'json' };
  }
  return path.length <= MAX_DEPTH && isInputObjectType(nullable)
    ? {
        kind: 'group',
        fields: Object.values(nullable.getFields()).map(({ name, type, description, defaultValue }) =>
          fieldOf({
            path: [...path, name],
            outer,
            type,
            description: description ?? '',
            defaultText: literalOf(type, defaultValue),
          }),
        ),
      }
    : { kind: 'json' };
}

function literalOf(type: GraphQLInputType, value: unknown): string {
  const literal = value === undefined ? undefined : astFromValue(value, type);
  return literal ? print(literal) : '';
}

export type Values = Readonly<Record<string, unknown>>;

/** The text in the control; empty if the value is left out or null. */
export function textAt({ path, control }: FormField, values: Values): string {
  const value = valueAt(values, path);
  if (value === undefined || value === null) {
    return '';
  }
  if (control.kind === 'lines' && Array.isArray(value)) {
    return value.map((item) => plain(item)).join('\n');
  }
  return control.kind === 'json' && typeof value !== 'string' ? inLines(value) : plain(value);
}

/** The error at the field; undefined if there is none. */
export function errorOf(
  field: FormField,
  values: Values,
  problems: readonly Problem[],
  tellsMissing: boolean,
): string | undefined {
  const { path, control, isRequired } = field;
  const value = valueAt(values, path);
  const problem = problems.find((problem) => path.every((name, index) => problem.path[index] === name));
  if (control.kind === 'group') {
    // Problems within it are reported there.
    return value === undefined || value === null || isObject(value) ? undefined : problem?.message;
  }
  if (isRequired && textAt(field, values) === '' && control.kind !== 'choices') {
    return tellsMissing ? 'Fill this in.' : undefined;
  }
  return problem?.message;
}

export function valueAt(values: Values, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), values);
}

/** Whether it is null, which differs from a value that is left out. */
export function isNull(values: Values, { path }: FormField): boolean {
  return valueAt(values, path) === null;
}

/** The values with the user's input. An empty control leaves its value out, unless it is required. */
export function withText(values: Values, field: FormField, text: string): Values {
  return withValue(values, field, readText(field, text));
}

/** Undefined leaves the value out, and with it the objects around it that are then empty and not required. */
export function withValue(
  values: Values,
  { path, needed }: Pick<FormField, 'path' | 'needed'>,
  value: unknown,
): Values {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    const { [name]: _, ...others } = values;
    return value === undefined ? others : { ...values, [name]: value };
  }
  const inner = values[name];
  const changed = withValue(isObject(inner) ? inner : {}, { path: rest, needed: needed.slice(1) }, value);
  const isKept = Object.keys(changed).length > 0 || needed[0] === true;
  return withValue(values, { path: [name], needed }, isKept ? changed : undefined);
}

/** A value that cannot be read stays a text, which the check reports. */
function readText({ path, type, control, isRequired }: FormField, text: string): unknown {
  const nullable = getNullableType(type);
  if (text === '') {
    return isRequired && control.kind === 'text' && path.length === 1 ? '' : undefined;
  }
  if (control.kind === 'lines' && isListType(nullable)) {
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.length > 0 || isRequired ? lines.map((line) => readLeaf(nullable.ofType, line)) : undefined;
  }
  if (control.kind === 'json') {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  return readLeaf(type, text);
}

function readLeaf(type: GraphQLInputType, text: string): unknown {
  const { name } = getNullableType(type) as { readonly name: string };
  const number = Number(text);
  if (name === 'Boolean') {
    return text === 'true';
  }
  // `1.` and `007` would be written differently than read, so they stay texts.
  return (name === 'Int' || name === 'Float') && String(number) === text ? number : text;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

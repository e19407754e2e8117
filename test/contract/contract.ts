import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/**
 * The REST API as SuperOffice documents it: paths, carriers and enums. Written down apart from the carriers' types, the
 * schema and the sandbox tenant, so that one mistake cannot hide in all of them.
 */
const contract: Contract = JSON.parse(readFileSync(new URL('./superoffice.json', import.meta.url), 'utf8'));

export interface PropertySchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly anyOf?: readonly PropertySchema[];
  readonly items?: PropertySchema;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, PropertySchema>>;
  readonly additionalProperties?: PropertySchema;
  readonly allOf?: readonly PropertySchema[];
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: PropertySchema;
}

/** Media type -> what a body of it is. */
type Content = Readonly<Record<string, { readonly schema: PropertySchema }>>;

interface OperationObject {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

interface Contract {
  /** Besides its operations, by small method, a path has `parameters` of them all. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, PropertySchema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
  };
}

export const schemas = contract.components.schemas;

const ROOT = '/api/v1/';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Every operation: `POST ChatSession/{chatSessionId}/TransferTo/{toAssociate}`. */
export const operations: readonly string[] = Object.entries(contract.paths).flatMap(([template, item]) =>
  METHODS.filter((method) => method in item).map((method) => `${method.toUpperCase()} ${template.slice(ROOT.length)}`),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addFormat('int32', { type: 'number', validate: (value) => (value | 0) === value });
ajv.addFormat('double', { type: 'number', validate: Number.isFinite });
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:?\d\d)?$/);
ajv.addSchema(closed(contract) as object, 'contract');

/** The contract with no property allowed that it does not name. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(closed);
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  const { allOf, ...rest } = node as PropertySchema;
  const merged = allOf === undefined ? rest : { ...rest, type: 'object', properties: mergedProperties(allOf) };
  const copy = Object.fromEntries(Object.entries(merged).map(([key, value]) => [key, closed(value)]));
  const isOpen = 'additionalProperties' in copy || 'x-open' in copy;
  return copy.type === 'object' && copy.properties !== undefined && !isOpen
    ? { ...copy, additionalProperties: false }
    : copy;
}

function mergedProperties(parts: readonly PropertySchema[]): Record<string, PropertySchema> {
  return Object.assign({}, ...parts.map((part) => (part.$ref ? schemaOf(part.$ref) : part).properties));
}

function schemaOf(ref: string): PropertySchema {
  return schemas[ref.slice(ref.lastIndexOf('/') + 1)] as PropertySchema;
}

const compiled = new Map<string, ValidateFunction>();

/** Problems of a value, compared with a schema of the contract; empty if there are none. */
export function violations(schema: PropertySchema, value: unknown): string[] {
  const key = JSON.stringify(schema);
  let validate = compiled.get(key);
  if (validate === undefined) {
    validate = ajv.compile(JSON.parse(key.replaceAll('"#/', '"contract#/')));
    compiled.set(key, validate);
  }
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

interface Found {
  readonly template: string;
  readonly operation: OperationObject;
  readonly params: Readonly<Record<string, string>>;
}

interface Pattern extends Omit<Found, 'params'> {
  /** Of the path: a literal, or a template's `{name}`. */
  readonly segments: readonly string[];
}

/** `POST 5`, the method and the number of segments -> what may be meant, literal segments before templates. */
const patterns = new Map<string, Pattern[]>();
for (const [template, item] of Object.entries(contract.paths)) {
  const segments = template.split('/');
  for (const method of METHODS.filter((name) => name in item)) {
    const key = `${method.toUpperCase()} ${segments.length}`;
    const operation = item[method] as OperationObject;
    patterns.set(key, [...(patterns.get(key) ?? []), { template, operation, segments }]);
  }
}
for (const some of patterns.values()) {
  some.sort((a, b) => a.segments.filter(isTemplate).length - b.segments.filter(isTemplate).length);
}

/** The operation behind a method and a path such as `ChatSession/549`. */
export function findOperation(method: string, path: string): Found | undefined {
  const sent = `${ROOT}${path}`.split('/');
  const found = patterns
    .get(`${method.toUpperCase()} ${sent.length}`)
    ?.find(({ segments }) => segments.every((segment, index) => isTemplate(segment) || segment === sent[index]));
  if (found === undefined) {
    return undefined;
  }
  const { template, operation, segments } = found;
  const params = segments.flatMap((segment, index) =>
    isTemplate(segment) ? [[segment.slice(1, -1), decodeURIComponent(sent[index] as string)]] : [],
  );
  return { template, operation, params: Object.fromEntries(params) };
}

function isTemplate(segment: string): boolean {
  return segment.startsWith('{');
}

export interface SentRequest {
  readonly method: string;
  /** Below the REST root, as it was sent, query included. */
  readonly path: string;
  readonly headers: { readonly 'content-type'?: string | undefined };
  /** The parsed JSON; undefined when there was no body. */
  readonly body: unknown;
}

/** Problems of a request, compared with the contract. */
export function requestViolations(request: SentRequest): string[] {
  const [pathname = '', search = ''] = request.path.split('?');
  const found = findOperation(request.method, pathname);
  if (found === undefined) {
    return [`${request.method} ${pathname} is no operation`];
  }
  const { operation, params } = found;
  const declared = (operation.parameters ?? []).map((parameter) =>
    parameter.$ref ? (contract.components.parameters[parameter.$ref.split('/').at(-1) ?? ''] as Parameter) : parameter,
  );
  const inPath = declared.filter((parameter) => parameter.in === 'path');
  const inQuery = declared.filter((parameter) => parameter.in === 'query');
  const sent = new URLSearchParams(search);
  return [
    ...inPath.flatMap(({ name, schema }) => violations(schema, typedValue(params[name] ?? '', schema))),
    ...[...sent.keys()].flatMap((name) => (inQuery.some((known) => known.name === name) ? [] : [`unknown ?${name}`])),
    ...inQuery.flatMap(({ name, required, schema }) => {
      const text = sent.get(name);
      if (text === null) {
        return required === true ? [`no ?${name}`] : [];
      }
      return violations(schema, typedValue(text, schema)).map((violation) => `?${name}${violation}`);
    }),
    ...bodyViolations(request, operation),
  ];
}

/** A value of a path or a query as its type has it. */
function typedValue(text: string, { type }: PropertySchema): unknown {
  switch (type) {
    case 'integer':
      return /^-?\d+$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    default:
      return text;
  }
}

function bodyViolations({ headers, body }: SentRequest, { requestBody, responses }: OperationObject): string[] {
  if (requestBody === undefined) {
    return body === undefined ? [] : ['a body where none is'];
  }
  const mediaType = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? 'no media type';
  const schema = requestBody.content[mediaType]?.schema;
  if (schema === undefined) {
    return [`a body of ${mediaType}`];
  }
  const wrong = violations(schema, body);
  const answered = responses['200']?.content?.['application/json']?.schema;
  return wrong.length === 0 && mediaType === 'application/json-patch+json' && answered !== undefined
    ? (body as PatchOperation[]).flatMap((operation) => patchViolations(operation, answered))
    : wrong;
}

interface PatchOperation {
  readonly path: string;
  readonly value?: unknown;
}

/** Problems of the property that an operation of a JSON patch names, and of its new value. */
function patchViolations({ path, value }: PatchOperation, schema: PropertySchema): string[] {
  return violations(schema, { [path.replace(/^\//, '')]: value }).map((violation) => `${path}: ${violation}`);
}

/** Problems of an answer, compared with the contract; an answer of status 204 has no body. */
export function answerViolations(method: string, path: string, body: unknown, status = 200): string[] {
  const answer = findOperation(method, path.split('?')[0] as string)?.operation.responses[String(status)];
  if (answer === undefined) {
    return [`${method} ${path} has no answer ${status}`];
  }
  const schema = answer.content?.['application/json']?.schema;
  return schema === undefined ? (body === undefined ? [] : ['a body where none is']) : violations(schema, body);
}

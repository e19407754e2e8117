import { readFileSync } from 'node:fs';

// biome-ignore lint/suspicious/noExplicitAny: the code walks an OpenAPI document of any content.
type Json = any;

const contract: Json = JSON.parse(readFileSync(new URL('../test/contract/superoffice.json', import.meta.url), 'utf8'));

const PATHS = [
  '/ChatSession/{chatSessionId}/TransferTo/{toAssociate}',
  '/ChatSession/ForCurrentUser',
  '/Agents/Associate/GetAssociate',
  '/Agents/Associate/GetAssociateList',
  '/Agents/Contact/GetContactList',
  '/Agents/List/GetCountryList',
  '/Agents/Person/GetPersonList',
  '/Contact/{id}/Simple',
  '/List/Country/Items/{id}',
  '/Person/{id}/Simple',
  '/Ticket/{id}/Simple',
];

/** The paths that the scenarios need, out of the contract that the tests hold the server against, as OpenAPI 3.0. */
export function openApiDocument(serverUrl: string): Json {
  const paths = Object.fromEntries(PATHS.map((path) => [path, pathItem(path)]));
  const schemas: Record<string, Json> = {};
  collectSchemas(paths, schemas);
  return {
    openapi: '3.0.3',
    info: { title: 'SuperOffice', version: '1' },
    servers: [{ url: serverUrl.replace(/\/$/, '') }],
    paths,
    components: { schemas },
  };
}

function pathItem(path: string): Json {
  const { parameters: _ofEveryPath, ...operations } = contract.paths[`/api/v1${path}`];
  return Object.fromEntries(
    Object.entries<Json>(operations).map(([method, operation]) => {
      const { operationId, parameters = [], requestBody, responses } = operation;
      const own = parameters.filter((parameter: Json) => parameter.$ref === undefined);
      return [
        method,
        toOpenApi30({
          operationId,
          parameters: own,
          ...(requestBody && { requestBody }),
          responses: { 200: { description: '', content: responses[200].content } },
        }),
      ];
    }),
  );
}

/** OpenAPI 3.0 has no type `null`. */
function toOpenApi30(node: Json): Json {
  if (Array.isArray(node)) {
    return node.map(toOpenApi30);
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  if (Array.isArray(node.type)) {
    return toOpenApi30({ ...node, type: node.type.find((type: string) => type !== 'null'), nullable: true });
  }
  if (node.anyOf?.some(({ type }: Json) => type === 'null')) {
    return toOpenApi30(node.anyOf.find(({ type }: Json) => type !== 'null'));
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, toOpenApi30(value)]));
}

function collectSchemas(node: Json, schemas: Record<string, Json>): void {
  if (typeof node !== 'object' || node === null) {
    return;
  }
  const name = typeof node.$ref === 'string' ? node.$ref.split('/').at(-1) : undefined;
  if (name !== undefined && schemas[name] === undefined) {
    schemas[name] = toOpenApi30(contract.components.schemas[name]);
    collectSchemas(schemas[name], schemas);
  }
  for (const value of Object.values(node)) {
    collectSchemas(value, schemas);
  }
}

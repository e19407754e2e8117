import { defineConfig } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';

/** Reads that are POSTs. */
const BATCHES = [
  'v1AssociateAgent_GetAssociateList',
  'v1ContactAgent_GetContactList',
  'v1ListAgent_GetCountryList',
  'v1PersonAgent_GetPersonList',
];

const relation = (sourceFieldName, keyField) => /* GraphQL */ `
  @resolveTo(
    sourceName: "superoffice"
    sourceTypeName: "Query"
    sourceFieldName: "${sourceFieldName}"
    requiredSelectionSet: "{ ${keyField} }"
    keyField: "${keyField}"
    keysArg: "input"
  )
`;

export const composeConfig = defineConfig({
  subgraphs: [
    {
      sourceHandler: loadOpenAPISubgraph('superoffice', {
        source: process.env.OPENAPI,
        endpoint: process.env.SUPEROFFICE_URL.replace(/\/$/, ''),
        selectQueryOrMutationField: BATCHES.map((fieldName) => ({ type: 'query', fieldName })),
        operationHeaders: { authorization: '{context.headers.authorization}' },
      }),
    },
  ],
  additionalTypeDefs: /* GraphQL */ `
    extend type Person {
      contact: Contact ${relation('v1ContactAgent_GetContactList', 'ContactId')}
    }
    extend type Contact {
      country: Country ${relation('v1ListAgent_GetCountryList', 'CountryId')}
    }
    extend type Ticket {
      owner: Associate ${relation('v1AssociateAgent_GetAssociateList', 'OwnedByAssociateId')}
    }
  `,
});

const { readFileSync } = require('node:fs');
const express = require('express');
const { createHandler } = require('graphql-http/lib/use/express');
const { createGraphQLSchema, GraphQLOperationType } = require('openapi-to-graphql');

const { OPENAPI, PORT } = process.env;
const description = JSON.parse(readFileSync(OPENAPI, 'utf8'));

// How records hang together is said by links of the operations that read one.
link('/Person/{id}/Simple', 'contact', 'v1ContactEntity_Simple', { id: '$response.body#/ContactId' });
link('/Contact/{id}/Simple', 'country', 'v1CountryList_GetCountry', { id: '$response.body#/CountryId' });
link('/Ticket/{id}/Simple', 'owner', 'v1AssociateAgent_GetAssociate', {
  associateId: '$response.body#/OwnedByAssociateId',
});

main();

async function main() {
  const { schema } = await createGraphQLSchema(description, {
    operationIdFieldNames: true,
    simpleNames: true,
    // A read, although it is a POST.
    selectQueryOrMutationField: {
      [description.info.title]: { '/Agents/Associate/GetAssociate': { post: GraphQLOperationType.Query } },
    },
    headers: (_method, _path, _title, { context }) => ({ authorization: context.authorization }),
  });
  const context = ({ headers }) => ({ authorization: headers.authorization });
  const app = express();
  app.use('/graphql', createHandler({ schema, context }));
  app.listen(Number(PORT), '127.0.0.1');
}

function link(path, name, operationId, parameters) {
  description.paths[path].get.responses[200].links = { [name]: { operationId, parameters } };
}

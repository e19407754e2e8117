import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types of what the page asks for. Outside this repository: `schema: 'node_modules/superoffice-graphql/schema.graphql'`. */
const config: CodegenConfig = {
  schema: '../../schema.graphql',
  documents: 'src/operations.graphql',
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        importExtension: '.js',
        useTypeImports: true,
        enumType: 'string-literal',
        // The cache keeps records by their type's name, so all that it is given has one.
        nonOptionalTypename: true,
        strictScalars: true,
        scalars: { Date: 'string', DateTime: 'string', LocalDateTime: 'string' },
      },
    },
  },
};

export default config;

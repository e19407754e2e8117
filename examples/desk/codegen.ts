import { readFileSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { parse, print, visit } from 'graphql';

/** Types of what the page asks for. Outside this repository: `schema: 'node_modules/superoffice-graphql/schema.graphql'`. */
const config: CodegenConfig = {
  schema: withoutDescriptions(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8')),
  documents: 'src/operations.graphql',
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        importExtension: '.js',
        // As text, which is smaller than the parsed trees. urql brings the parser anyway: see `graphql-tag` in vite.config.ts.
        documentMode: 'graphQLTag',
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

/** Then the generated files change only with what they are generated for. */
function withoutDescriptions(sdl: string): string {
  return print(
    visit(parse(sdl), { enter: (node) => ('description' in node ? { ...node, description: undefined } : node) }),
  );
}

export default config;

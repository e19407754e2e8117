import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { licencesOf } from './licences.js';

/** Paths are relative to this folder, where npm runs it. */
const FOLDER = process.argv[2] ?? 'bundle';

/**
 * Parts of `graphql` that are left out: the server has validated its schema, and it refuses type definitions in
 * an operation.
 */
const SCHEMA_VALIDATION = 'export const validateSchema = () => []; export const assertValidSchema = () => {};';
const RULES_FOR_SCHEMAS =
  /[\\/]graphql[\\/]validation[\\/]rules[\\/]((?:LoneSchemaDefinition|PossibleTypeExtensions|UniqueDirectiveNames|UniqueEnumValueNames|UniqueFieldDefinitionNames|UniqueOperationTypes|UniqueTypeNames)Rule)\.mjs$/;
const withoutSchemaValidation = {
  name: 'without-schema-validation',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]graphql[\\/]type[\\/]validate\.mjs$/ }, () => ({ contents: SCHEMA_VALIDATION }));
    onLoad({ filter: RULES_FOR_SCHEMAS }, ({ path }) => ({
      contents: `export const ${RULES_FOR_SCHEMAS.exec(path)[1]} = () => ({});`,
    }));
  },
};

await rm(FOLDER, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ['src/main.tsx', 'src/theme.ts', 'src/styles/main.css'],
  outdir: FOLDER,
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.svg': 'file', '.woff2': 'file' },
  alias: { 'vscode-languageserver-types': './src/editor/language-server.ts' },
  plugins: [withoutSchemaValidation],
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
  logLevel: 'warning',
});

const outputs = Object.entries(metafile.outputs).map(([path, output]) => ({ name: basename(path), ...output }));
const outputOf = (source) => outputs.find(({ inputs }) => Object.hasOwn(inputs, source)).name;
const licences = await licencesOf(Object.keys(metafile.inputs));
const licencesName = `licences-${sha256(licences).slice(0, 8)}.txt`;

await writeFile(`${FOLDER}/${licencesName}`, licences);
await writeFile(
  `${FOLDER}/manifest.json`,
  `${JSON.stringify(
    {
      files: {
        script: outputOf('src/main.tsx'),
        themeScript: outputOf('src/theme.ts'),
        style: outputOf('src/styles/main.css'),
        icon: outputOf('src/icon.svg'),
        licences: licencesName,
        fonts: outputs.map(({ name }) => name).filter((name) => name.endsWith('.woff2')),
      },
      // What it is made of: a test tells when it is not current.
      sources: Object.fromEntries(
        await Promise.all(
          ['build.js', 'licences.js', 'package-lock.json', ...Object.keys(metafile.inputs)]
            .filter((path) => !path.startsWith('node_modules/'))
            .sort()
            .map(async (path) => [path, sha256(await readFile(path))]),
        ),
      ),
    },
    null,
    2,
  )}\n`,
);

function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

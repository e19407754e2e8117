import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { concatAST, parse } from 'graphql';
import { tsImport } from 'tsx/esm/api';

/**
 * Loads the schema's files for codegen as the server does: with the argument that every mutation has.
 *
 * @param {string} pattern all files of a folder: `schema/*.graphql`
 */
export default async function loadSchema(pattern) {
  const { addIdempotencyArgument } = await tsImport('../src/graphql/schema/idempotency-argument.ts', import.meta.url);
  const folder = dirname(pattern);
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  return addIdempotencyArgument(concatAST(files.map((name) => parse(readFileSync(join(folder, name), 'utf8')))));
}

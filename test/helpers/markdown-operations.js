import { readFileSync } from 'node:fs';
import { parse } from 'graphql';

/**
 * The GraphQL operations in a Markdown file, for codegen: compares what the documentation shows with the
 * schema and typed.
 *
 * @param {string} file path from the project's root
 */
export default function markdownOperations(file) {
  const markdown = readFileSync(file, 'utf8');
  return parse([...markdown.matchAll(/^```graphql\n(.*?)^```$/gms)].map(([, operation]) => operation).join('\n'));
}

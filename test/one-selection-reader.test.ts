import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const SRC = new URL('../src/', import.meta.url);

/** Reads selections: their content or their kind. The executor gets fields and does not need these. */
const READS_SELECTIONS =
  /\bselections\b|\bSelectionNode\b|FRAGMENT_SPREAD|INLINE_FRAGMENT|FragmentSpread|InlineFragment/;
/** Hands selections on. */
const HOLDS_SELECTIONS = /selectionSet/i;
/** Walks documents by the library's own means. */
const VISITS = /\{[^}]*\b(?:visit\w*|TypeInfo)\b[^}]*\} from 'graphql'/;

const READER = 'graphql/selection/collect-fields.ts';
/** Rules of validation, which run before it is known whether there is anything to execute. */
const VALIDATION = ['graphql/pipeline/documents/root-conditions.ts', 'graphql/pipeline/limits/operation-size.ts'];

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.startsWith('generated/'))
  .map((path) => ({ path, code: codeOf(readFileSync(new URL(path, SRC), 'utf8')) }));

/** Without comments, and without the names of our own modules. */
function codeOf(source: string): string {
  return source.replace(/\/\*.*?\*\/|^[^\S\n]*\/\/[^\n]*| from '\.[^']*'/gms, '');
}

function filesWith(pattern: RegExp): readonly string[] {
  return sources
    .filter(({ code }) => pattern.test(code))
    .map(({ path }) => path)
    .sort();
}

describe('selections', () => {
  it('are read in one place, and by validation', () => {
    expect(filesWith(READS_SELECTIONS)).toEqual([...VALIDATION, READER]);
  });

  it('are held only by their reader and by validation', () => {
    expect(filesWith(HOLDS_SELECTIONS).filter((path) => !path.startsWith('graphql/selection/'))).toEqual(VALIDATION);
  });

  it('are visited only by validation; visits of the schema and of values in a document are not selections', () => {
    const ofSchema = ['prefix', 'schema-problems', 'without-subscriptions'].map((name) => `graphql/schema/${name}.ts`);
    expect(filesWith(VISITS)).toEqual([VALIDATION[1], ...ofSchema, 'graphql/value-holder.ts']);
  });

  it.each([
    'for (const selection of node.selectionSet?.selections ?? []) {',
    'const { selections } = field;',
    'if (node.kind === Kind.INLINE_FRAGMENT) {',
    "case 'FragmentSpread':",
  ])('are found to be read by: %s', (code) => {
    expect(READS_SELECTIONS.test(codeOf(code))).toBe(true);
  });

  it.each([
    "import { Kind, visit } from 'graphql';",
    "import {\n  type ASTNode,\n  visitWithTypeInfo,\n} from 'graphql';",
    "import { TypeInfo } from 'graphql';",
  ])('are found to be visited by: %s', (code) => {
    expect(VISITS.test(codeOf(code))).toBe(true);
  });

  it('are not found in comments and names of modules', () => {
    expect(codeOf("import { a } from './selections.js';\n/** selections */\n// selectionSet\nvalue;")).toBe(
      'import { a };\n\n\nvalue;',
    );
  });
});

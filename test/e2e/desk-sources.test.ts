import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { parseSync } from '@swc/core';
import { ROOT } from '../helpers/server-process.js';

const FOLDER = join(ROOT, 'examples/desk');
const GENERATED = /^src\/gql\//;

const filesIn = (path: string) =>
  readdirSync(join(FOLDER, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(FOLDER.length + 1));

const read = (path: string) => readFileSync(join(FOLDER, path), 'utf8');
const run = (command: string, ...args: string[]) =>
  execFileSync(join(FOLDER, 'node_modules/.bin', command), args, { cwd: FOLDER, stdio: 'pipe' });

/** Without what the code generator writes. */
const sources = filesIn('src').filter((path) => !GENERATED.test(path));
const typed = sources.filter((path) => /\.tsx?$/.test(path));

/** For trying the desk out: a builder has a login of their own. */
const NOT_KEPT = ['src/components/SandboxAgents.tsx', 'src/components/SignIn.tsx'];
const BLANK_OR_COMMENT = /^\s*(\/\/.*|\/\*\*.*|\*.*)?$/;

describe('the example desk', () => {
  it('leaves a builder at most 1,500 lines', () => {
    const lines = typed.filter((path) => !NOT_KEPT.includes(path)).flatMap((path) => read(path).split('\n'));
    const kept = lines.filter((line) => !BLANK_OR_COMMENT.test(line));

    expect(kept.length).toBeGreaterThan(1000);
    expect(kept.length).toBeLessThanOrEqual(1500);
  });

  it('has no errors of types, and generated code that fits its operations and the schema', () => {
    run('tsc', '--noEmit');
    run('graphql-codegen', '--config', 'codegen.ts', '--check');
  }, 60_000);

  it('claims no types: there is no `any`, no `as`, no `!`, and nothing that the compiler is to ignore', () => {
    const claims = typed.flatMap((path) => claimsIn(read(path)).map((claim) => `${path}: ${claim}`));

    expect(typed.length).toBeGreaterThan(5);
    expect(claims).toEqual([]);
    expect(claimsIn('const one = {} as any, two = <A>three, four = five!; // @ts-ignore')).toEqual([
      '@ts-ignore',
      'TsAsExpression',
      'TsKeywordType any',
      'TsTypeAssertion',
      'TsNonNullExpression',
    ]);
  });

  it('loads at most 45 KB', () => {
    const loaded = filesIn('dist').map((path) => readFileSync(join(FOLDER, path)));
    const bytes = loaded.reduce((sum, file) => sum + gzipSync(file).length, 0);

    expect(bytes).toBeGreaterThan(5000);
    expect(bytes).toBeLessThanOrEqual(45_000);
  });

  it('never makes elements of a text', () => {
    const all = typed.map(read).join('\n');

    expect(all).not.toMatch(/dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser/);
  });
});

/** What a source says of a type without the compiler checking it. */
function claimsIn(source: string): string[] {
  const claims = [...source.matchAll(/@ts-\w+/g)].map(([claim]) => claim);
  const program = parseSync(source, { syntax: 'typescript', tsx: !source.includes('<A>'), target: 'es2023' });
  JSON.stringify(program, (_name, node) => {
    if (/^Ts(AsExpression|TypeAssertion|NonNullExpression)$/.test(node?.type ?? '')) {
      claims.push(node.type);
    }
    if (node?.type === 'TsKeywordType' && node.kind === 'any') {
      claims.push('TsKeywordType any');
    }
    return node;
  });
  return claims;
}

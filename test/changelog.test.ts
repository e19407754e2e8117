import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The kinds of changes that Keep a Changelog has. */
const KINDS = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];

/** A changelog's versions, newest first, each with the headings of its kinds of changes. */
function versionsOf(changelog: string) {
  const [, ...parts] = changelog.split(/^## /m);
  return parts.map((part) => ({
    heading: part.split('\n')[0] as string,
    kinds: [...part.matchAll(/^### (.*)$/gm)].map(([, kind]) => kind as string),
    linesWithoutKind: (part.split(/^### /m)[0] as string).split('\n').filter((line) => line.startsWith('- ')),
  }));
}

describe('the changelog', () => {
  const versions = versionsOf(read('../CHANGELOG.md'));
  const { version } = JSON.parse(read('../package.json'));

  it('has what is unreleased on top, then the version of the package with its date', () => {
    const [unreleased, latest] = versions.map(({ heading }) => heading);

    expect(unreleased).toBe('[Unreleased]');
    expect(latest).toMatch(/^\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}$/);
    expect(latest).toContain(`[${version}]`);
  });

  it('sorts the changes of each version by their kind, each kind once', () => {
    for (const { kinds, linesWithoutKind } of versions) {
      expect(kinds.filter((kind) => !KINDS.includes(kind))).toEqual([]);
      expect(kinds).toEqual([...new Set(kinds)]);
      expect(linesWithoutKind).toEqual([]);
    }
  });
});

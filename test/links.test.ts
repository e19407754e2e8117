import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGES = ['', 'docs'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

/** A page's text without code, in which brackets are not links. */
const proseOf = (path: string) =>
  readFileSync(path, 'utf8')
    .replaceAll(/^```.*?^```$/gms, '')
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]]/g, ''));

/** The anchors that GitHub makes for the headings of a page. */
const anchorsOf = (path: string) =>
  [...proseOf(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** Why a link of a page leads nowhere; undefined if it leads somewhere, or out of the project. */
function problemOf(page: string, link: string): string | undefined {
  if (/^\w+:/.test(link)) {
    return undefined;
  }
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? join(ROOT, page) : join(ROOT, dirname(page), path);
  if (relative(ROOT, target).startsWith('..') || !existsSync(target)) {
    return `${link}: no such file`;
  }
  return anchor === undefined || (statSync(target).isFile() && anchorsOf(target).includes(anchor))
    ? undefined
    : `${link}: no such heading`;
}

describe('the links', () => {
  it.each(PAGES)('of %s lead to files and headings that are there', (page) => {
    const links = [...proseOf(join(ROOT, page)).matchAll(/\]\(<?([^)\s>]+)>?\)/g)].map(([, link]) => link as string);

    expect(links.flatMap((link) => problemOf(page, link) ?? [])).toEqual([]);
  });

  it.each(['nothing.md', '../../outside.md', '#no-such-heading', 'docs/security.md#no-such-heading', 'docs#folder'])(
    'are found to lead nowhere with %s',
    (link) => {
      expect(problemOf('README.md', link)).toContain(link);
    },
  );
});

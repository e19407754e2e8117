import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Writes between two lines of a file, and keeps the text around them. Creates a missing file. */
export function writeBetweenMarks(path: string, [begin, end]: readonly [string, string], text: string): void {
  const [before, after] = textAround(path, begin, end);
  writeFileSync(path, `${before}${begin}\n\n${text}\n${end}${after}`);
}

function textAround(path: string, begin: string, end: string): readonly [before: string, after: string] {
  if (!existsSync(path)) {
    return ['', '\n'];
  }
  const text = readFileSync(path, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) {
    throw new Error(`${path} has no place for results: ${begin} … ${end}`);
  }
  return [text.slice(0, from), text.slice(to + end.length)];
}

/** Letters to add, leave out, replace, or swap with the next, between two texts (optimal string alignment). */
export function letterChanges(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (const [column, against] of [...other].entries()) {
      const replaced = (row[column] as number) + (letter === against ? 0 : 1);
      const isSwapped = line > 0 && letter === other[column - 1] && one[line - 1] === against;
      const swapped = isSwapped ? (before[column - 1] as number) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(replaced, swapped, (row[column + 1] as number) + 1, (next[column] as number) + 1));
    }
    before = row;
    row = next;
  }
  return row.at(-1) as number;
}

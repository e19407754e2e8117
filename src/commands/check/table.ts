import type { Status, StepResult } from './result.js';

const STATUS_WIDTH = 9;

/** A step as lines of the table. */
export function linesOf({ step, status, note, findings }: StepResult): string {
  const head = `${status.padEnd(STATUS_WIDTH)}${step}${note === undefined ? '' : `: ${note}`}\n`;
  const indent = ' '.repeat(STATUS_WIDTH);
  return head + findings.map(({ what, toDo }) => `${indent}${what}\n${indent}-> ${toDo}\n`).join('');
}

/** The last line: how many of each. */
export function summaryOf(results: readonly StepResult[], calls: number): string {
  const count = (status: Status) => results.filter((result) => result.status === status).length;
  return `\n${count('ok')} ok, ${count('differs')} differs, ${count('refused')} refused, ${count('skipped')} skipped; ${calls} REST calls, all of them reads\n`;
}

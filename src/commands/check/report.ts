import type { CheckOutcome } from './check.js';
import type { StepResult } from './result.js';

/**
 * The findings, for somebody else to read: steps, facts, and the forms of SuperOffice's answers. No value of a record, and
 * only the names of properties that carriers have: others may be a customer's.
 */
export function reportOf(
  { version, calls, sight, facts }: CheckOutcome,
  results: readonly StepResult[],
  { version: own, transport }: { readonly version: string; readonly transport: string },
): object {
  return {
    superofficeGraphql: own,
    node: process.version,
    transport,
    superOffice: version ?? null,
    calls,
    steps: results.map(({ step, status, note, findings }) => ({
      step,
      status,
      ...(note !== undefined && { note }),
      ...(findings.length > 0 && { findings: findings.map(({ what }) => what) }),
    })),
    facts,
    unknownProperties: Object.fromEntries(sight.unknownProperties),
    forms: Object.fromEntries([...sight.forms].map(([place, forms]) => [place, [...forms].sort()])),
  };
}

/** What must hold despite all faults. */
export const INVARIANTS = {
  atMostOnce: 'A write reaches SuperOffice at most once, and nothing reaches it that no client sent',
  trueOutcome: 'The outcome that a client gets for a write is what happened',
  noCrossTalk: 'An answer holds no data of another caller',
  noLeak: 'No credential, customer data or text of SuperOffice is in the log or in an error',
  documented: 'Every answer has a documented status and code, and none is a defect',
  answered: 'Every accepted request is answered in time',
  messages: 'Subscribers get each message once and in order, and miss none, despite all faults',
  streams: 'No stream outlives its client',
  unread: 'An unread answer is dropped in time',
  shutdown: 'SIGTERM ends the process in time, with exit code 0',
  recovery: 'Within 5 s after the last fault, all requests succeed',
  memory: 'The heap is at most 10 % larger at the end than after the start',
} as const;

export type Invariant = keyof typeof INVARIANTS;

export const INVARIANT_NAMES = Object.keys(INVARIANTS) as readonly Invariant[];

export interface Verdicts {
  /** Checks an invariant; `violation` says what happened and how to find it again. */
  check(invariant: Invariant, holds: boolean, violation: () => string): void;
  checksOf(invariant: Invariant): number;
  violationsOf(invariant: Invariant): readonly string[];
}

export function createVerdicts(): Verdicts {
  const checks = new Map<Invariant, number>();
  const violations = new Map<Invariant, string[]>(INVARIANT_NAMES.map((invariant) => [invariant, []]));
  return {
    check(invariant, holds, violation) {
      checks.set(invariant, (checks.get(invariant) ?? 0) + 1);
      if (!holds) {
        violations.get(invariant)?.push(violation());
      }
    },
    checksOf: (invariant) => checks.get(invariant) ?? 0,
    violationsOf: (invariant) => violations.get(invariant) ?? [],
  };
}

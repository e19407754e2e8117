/** The result of a step. */
export type Status = 'ok' | 'differs' | 'refused' | 'skipped';

/** One finding, and what to do. Neither holds a value of a record. */
export interface Finding {
  readonly what: string;
  readonly toDo: string;
}

export interface StepResult {
  /** `GET ChatSession/{id}`, or what the step checks. */
  readonly step: string;
  readonly status: Status;
  /** Why it was skipped, or what else is worth knowing. */
  readonly note?: string | undefined;
  readonly findings: readonly Finding[];
}

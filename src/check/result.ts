/** What a step of the check came to. */
export type Status = 'ok' | 'differs' | 'refused' | 'skipped';

/** One thing that was found, and the way out. Neither holds a value of a record. */
export interface Finding {
  readonly what: string;
  readonly toDo: string;
}

export interface StepResult {
  /** `GET ChatSession/{id}`, or what is looked at. */
  readonly step: string;
  readonly status: Status;
  /** Why it was skipped, or what else is worth knowing. */
  readonly note?: string | undefined;
  readonly findings: readonly Finding[];
}

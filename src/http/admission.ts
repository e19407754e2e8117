import { refusedForNow } from '../graphql/errors.js';

export interface AdmissionOptions {
  /** Operations under way. */
  readonly maxOperations: number;
  /** Whether there is hardly any memory left. */
  readonly isFull: () => boolean;
}

/** Who is let in while there is room; the others are told at once, before their body is read. */
export interface Admission {
  /** Operations under way. */
  readonly operations: number;
  /** @throws {PublicError} `OVERLOADED` */
  check(): void;
  /**
   * Takes a place, until what it gives is called.
   *
   * @throws {PublicError} `OVERLOADED`
   */
  enter(): () => void;
}

export function createAdmission({ maxOperations, isFull }: AdmissionOptions): Admission {
  let operations = 0;
  function check(): void {
    if (operations >= maxOperations || isFull()) {
      throw refusedForNow('OVERLOADED');
    }
  }
  return {
    get operations() {
      return operations;
    },
    check,
    enter() {
      check();
      operations += 1;
      return () => {
        operations -= 1;
      };
    },
  };
}

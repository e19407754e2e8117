import { refusedForNow } from '../graphql/errors.js';

export interface AdmissionOptions {
  /** Operations under way. */
  readonly maxOperations: number;
  /** Whether memory is nearly used up, in all or for the answers to one caller. */
  readonly isFull: (owner: string) => boolean;
}

/** Admits requests while there is room. Others are refused at once, before their body is read. */
export interface Admission {
  /** Operations under way. */
  readonly operations: number;
  /**
   * @param owner of the answer
   * @throws {PublicError} `OVERLOADED`
   */
  check(owner: string): void;
  /**
   * Takes a place, until the returned function is called.
   *
   * @throws {PublicError} `OVERLOADED`
   */
  enter(owner: string): () => void;
}

export function createAdmission({ maxOperations, isFull }: AdmissionOptions): Admission {
  let operations = 0;
  function check(owner: string): void {
    if (operations >= maxOperations || isFull(owner)) {
      throw refusedForNow('OVERLOADED');
    }
  }
  return {
    get operations() {
      return operations;
    },
    check,
    enter(owner) {
      check(owner);
      operations += 1;
      return () => {
        operations -= 1;
      };
    },
  };
}

const MAX_NAMES = 100;
const MAX_NAME_LENGTH = 64;

const ANONYMOUS = 'anonymous';

export interface NameLabelsOptions {
  /** The label of all names that are not told apart. */
  readonly other?: string;
  /** Names that are labels in any case. */
  readonly given?: Iterable<string>;
}

/** @param mayAdd whether the name may become a label, where it is none. */
export type LabelOf = (name: string | undefined, mayAdd?: boolean) => string;

/**
 * Labels for names of which nobody knows how many there are, as callers give them to their operations. Every further one
 * is a series for ever: beyond the first hundred, and where it is longer than 64 characters, a name is `other`.
 */
export function createNameLabels({ other = 'other', given = [] }: NameLabelsOptions = {}): LabelOf {
  const known = new Set([ANONYMOUS, ...given]);
  const maxKnown = known.size + MAX_NAMES;
  return (name = ANONYMOUS, mayAdd = true) => {
    if (!known.has(name)) {
      if (!mayAdd || known.size >= maxKnown || name.length > MAX_NAME_LENGTH) {
        return other;
      }
      known.add(name);
    }
    return name;
  };
}

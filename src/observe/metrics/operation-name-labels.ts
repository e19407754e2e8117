const MAX_NAMES = 100;
const MAX_NAME_LENGTH = 64;

const ANONYMOUS = 'anonymous';

export interface NameLabelsOptions {
  /** The label of all names without their own. */
  readonly other?: string;
  /** Names that always have their own label. */
  readonly given?: Iterable<string>;
}

/** @param mayAdd whether the name may get its own label, if it has none. */
export type LabelOf = (name: string | undefined, mayAdd?: boolean) => string;

/**
 * Labels for an unlimited set of names, such as those of callers' operations. Each label is a series that never goes away.
 * So names beyond the first hundred, and names over 64 characters, are `other`.
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

const MAX_NAMES = 100;
const MAX_NAME_LENGTH = 64;

/**
 * Labels for names of which nobody knows how many there are, as callers give them to their operations. Every further one
 * is a series for ever: beyond the first hundred, and where it is longer than 64 characters, a name is `other`.
 */
export function createNameLabels(other = 'other'): (name: string | undefined) => string {
  const known = new Set<string>();
  return (name = 'anonymous') => {
    if (!known.has(name)) {
      if (known.size >= MAX_NAMES || name.length > MAX_NAME_LENGTH) {
        return other;
      }
      known.add(name);
    }
    return name;
  };
}

/** Reads a value of any form; undefined if it has the wrong one. */
export type Decoder<T> = (value: unknown) => T | undefined;

export function text(maxLength: number): Decoder<string> {
  return (value) => (typeof value === 'string' && value.length <= maxLength ? value : undefined);
}

export function number(min: number, max: number): Decoder<number> {
  return (value) => (typeof value === 'number' && value >= min && value <= max ? value : undefined);
}

export function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function oneOf<const T extends string | null>(values: readonly T[]): Decoder<T> {
  return (value) => values.find((known) => known === value);
}

export function orNull<T>(decode: Decoder<T>): Decoder<T | null> {
  return (value) => (value === null ? null : decode(value));
}

/** With a default for properties that earlier versions did not keep. */
export function orElse<T>(decode: Decoder<T>, missing: T): Decoder<T> {
  return (value) => (value === undefined ? missing : decode(value));
}

/** Leaves out items of the wrong form, and those beyond the number. */
export function listOf<T>(decode: Decoder<T>, maxItems: number): Decoder<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) {
      return undefined;
    }
    return value
      .map(decode)
      .filter((item) => item !== undefined)
      .slice(0, maxItems);
  };
}

export function pair<T>(decode: Decoder<T>): Decoder<readonly [T, T]> {
  return (value) => {
    const [first, second] = listOf(decode, 3)(value) ?? [];
    return Array.isArray(value) && value.length === 2 && first !== undefined && second !== undefined
      ? [first, second]
      : undefined;
  };
}

/** Leaves out items with an id that came before. */
export function distinct<T extends { readonly id: string }>(decode: Decoder<readonly T[]>): Decoder<readonly T[]> {
  return (value) => {
    const items = decode(value);
    return items && [...new Map([...items].reverse().map((item) => [item.id, item])).values()].reverse();
  };
}

/** All or nothing. Properties that are not named are left out. */
export function objectOf<T extends object>(decoders: { readonly [Name in keyof T]-?: Decoder<T[Name]> }): Decoder<T> {
  return (value) => {
    if (!isObject(value)) {
      return undefined;
    }
    const entries = Object.entries<Decoder<unknown>>(decoders).map(
      ([name, decode]) => [name, decode(Object.hasOwn(value, name) ? value[name] : undefined)] as const,
    );
    return entries.some(([, member]) => member === undefined) ? undefined : (Object.fromEntries(entries) as T);
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

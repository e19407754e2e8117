type Observe<Key, Value> = (value: Value, before: Value | undefined, key: Key) => void;

/** A map that reports what is put into it. */
export class ObservedMap<Key, Value> extends Map<Key, Value> {
  readonly #observers: Observe<Key, Value>[] = [];

  constructor(entries: Iterable<readonly [Key, Value]>) {
    super();
    for (const [key, value] of entries) {
      super.set(key, value);
    }
  }

  /** @param observe called for each value, with the previous one. */
  observe(observe: Observe<Key, Value>): void {
    this.#observers.push(observe);
  }

  override set(key: Key, value: Value): this {
    const before = this.get(key);
    super.set(key, value);
    for (const observe of this.#observers) {
      observe(value, before, key);
    }
    return this;
  }
}

interface Held {
  readonly owner: string;
  readonly size: number;
}

interface OwnerShare<Item> {
  size: number;
  /** The oldest first. */
  readonly items: Set<Item>;
}

/**
 * A limit that owners share: `max` in all, and a quarter of it for each owner. If an item does not fit, the oldest are
 * evicted: the owner's while it has more than a quarter, then anyone's.
 */
export class SharedLimit<Item extends object> {
  readonly #max: number;
  readonly #maxOfOwner: number;
  readonly #onEvicted: (item: Item) => void;
  /** The oldest first. */
  readonly #items = new Map<Item, Held>();
  readonly #owners = new Map<string, OwnerShare<Item>>();
  #size = 0;

  constructor(max: number, onEvicted: (item: Item) => void) {
    this.#max = max;
    this.#maxOfOwner = Math.ceil(max / 4);
    this.#onEvicted = onEvicted;
  }

  get oldest(): Item | undefined {
    return firstOf(this.#items.keys());
  }

  has(item: Item): boolean {
    return this.#items.has(item);
  }

  /** Adds a new item. An item that is larger than its owner's quarter is evicted at once. */
  add(item: Item, owner: string, size: number): void {
    if (size > this.#maxOfOwner) {
      this.#onEvicted(item);
      return;
    }
    const share = this.#owners.get(owner) ?? { size: 0, items: new Set() };
    this.#owners.set(owner, share);
    this.#items.set(item, { owner, size });
    share.items.add(item);
    share.size += size;
    this.#size += size;
    while (share.size > this.#maxOfOwner) {
      this.#evict(firstOf(share.items) as Item);
    }
    while (this.#size > this.#max) {
      this.#evict(this.oldest as Item);
    }
  }

  delete(item: Item): void {
    const held = this.#items.get(item);
    if (held === undefined) {
      return;
    }
    const share = this.#owners.get(held.owner) as OwnerShare<Item>;
    this.#items.delete(item);
    this.#size -= held.size;
    share.items.delete(item);
    share.size -= held.size;
    if (share.items.size === 0) {
      this.#owners.delete(held.owner);
    }
  }

  #evict(item: Item): void {
    this.delete(item);
    this.#onEvicted(item);
  }
}

function firstOf<Item>(items: Iterable<Item>): Item | undefined {
  for (const item of items) {
    return item;
  }
  return undefined;
}

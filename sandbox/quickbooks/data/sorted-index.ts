/** A list kept in order by binary search. It is built when first asked for, so a bulk load sorts once. */
export class SortedIndex<T> {
  readonly #build: () => T[];
  readonly #compare: (a: T, b: T) => number;
  #list: T[] | undefined;

  /** `build` answers everything in order. */
  constructor(build: () => T[], compare: (a: T, b: T) => number) {
    this.#build = build;
    this.#compare = compare;
  }

  get list(): readonly T[] {
    this.#list ??= this.#build();
    return this.#list;
  }

  /** Position of the first element that does not come before the given one. */
  lowerBound(element: T): number {
    return this.firstWhere((probe) => this.#compare(probe, element) >= 0);
  }

  /** Position of the first element for which this holds; it must hold for all after it. */
  firstWhere(holds: (element: T) => boolean): number {
    const { list } = this;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const probe = list[middle];
      if (probe !== undefined && !holds(probe)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  add(element: T): void {
    if (this.#list) this.#list.splice(this.lowerBound(element), 0, element);
  }

  remove(element: T): void {
    if (!this.#list) return;
    const position = this.lowerBound(element);
    const found = this.#list[position];
    if (found !== undefined && this.#compare(found, element) === 0) this.#list.splice(position, 1);
  }

  forget(): void {
    this.#list = undefined;
  }
}

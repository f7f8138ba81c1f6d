/** A list kept in order by binary search. It is built when first asked for, so a bulk load sorts once. */
export class SortedIndex<T> {
  readonly #source: () => Iterable<T>;
  readonly #compare: (a: T, b: T) => number;
  #list: T[] | undefined;

  constructor(source: () => Iterable<T>, compare: (a: T, b: T) => number) {
    this.#source = source;
    this.#compare = compare;
  }

  get list(): readonly T[] {
    this.#list ??= [...this.#source()].sort(this.#compare);
    return this.#list;
  }

  /** Position of the first element that does not come before the given one. */
  lowerBound(element: T): number {
    const { list } = this;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const probe = list[middle];
      if (probe !== undefined && this.#compare(probe, element) < 0) low = middle + 1;
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
    if (this.#list[position] === element) this.#list.splice(position, 1);
  }

  forget(): void {
    this.#list = undefined;
  }
}

/** Documents skip heading levels; the page's outline does not. */
export class Outline {
  readonly #base: number;
  readonly #levels: number[] = [];

  constructor(base: number) {
    this.#base = base;
  }

  rank(level: number): number {
    while ((this.#levels.at(-1) ?? 0) >= level) this.#levels.pop();
    this.#levels.push(level);
    return this.#base + this.#levels.length;
  }
}

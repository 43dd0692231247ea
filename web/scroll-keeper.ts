/** Pixels that a reader may be short of the end and still mean it. */
const nearPx = 8;

/**
 * Where the reader is in a conversation that grows. A new turn is shown from its question on, and
 * what comes in below moves nothing; only a reader who has gone to the end of an answer that is
 * longer than the view stays there while it grows.
 */
export class ScrollKeeper {
  readonly #scroll: HTMLElement;
  readonly #column: HTMLElement;
  #growing = false;
  #follows = false;
  /** Of the content, as the reader last saw it; more may have come since. */
  #heightSeen = 0;

  constructor(scroll: HTMLElement, column: HTMLElement) {
    this.#scroll = scroll;
    this.#column = column;
    scroll.addEventListener('scroll', () => this.#onScroll(), { passive: true });
    new ResizeObserver(() => this.#onResize()).observe(column);
  }

  setGrowing(growing: boolean): void {
    this.#growing = growing;
    this.#follows = false;
  }

  /** Scrolls so that a turn begins at the top of the view. */
  show(turn: HTMLElement): void {
    const top = turn.getBoundingClientRect().top - this.#scroll.getBoundingClientRect().top;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#scroll.scrollBy({ top, behavior: calm ? 'instant' : 'smooth' });
  }

  #onScroll(): void {
    const { scrollTop, clientHeight } = this.#scroll;
    const atEnd = scrollTop + clientHeight >= this.#heightSeen - nearPx;
    // A turn that is shorter than the view is at its end as soon as it is shown.
    const longer = (this.#column.lastElementChild?.clientHeight ?? 0) > clientHeight + nearPx;
    this.#follows = this.#growing && atEnd && longer;
  }

  #onResize(): void {
    this.#heightSeen = this.#scroll.scrollHeight;
    if (this.#follows) this.#scroll.scrollTop = this.#heightSeen;
  }
}

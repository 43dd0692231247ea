import type { Citation } from '../src/protocol.ts';
import { createElement } from './create-element.ts';
import { createIcon } from './icons.ts';
import type { Language } from './language.ts';
import { type Box, edge, intersect, placePreview } from './place-preview.ts';
import { createQuote, renderPlace } from './quote-text.ts';

/** Milliseconds. A pointer on its way to somewhere else opens nothing. */
const openAfter = 120;
/** Time for the pointer to get from the chip into the preview. */
const closeAfter = 250;

export interface PreviewOptions {
  citation: Citation;
  language: Language;
  /** Shows the quote in the document. */
  open(): void;
}

/** One on a page, whatever pointer and keyboard are each on. */
let shown: QuotePreview | undefined;

/**
 * The quote that a chip in the text stands for, beside it: while the pointer is on either, while the
 * keyboard is on the chip, or after a tap, which then opens the document from there. Escape, a press
 * elsewhere and moving away close it.
 */
export class QuotePreview {
  readonly #chip: HTMLElement;
  readonly #options: PreviewOptions;
  #element: HTMLElement | undefined;
  /** Listeners that are there while the preview is. */
  #closed = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pointer = '';
  #byTap = false;
  /** The focus is about to come back from what was opened here, which opens nothing. */
  #returning = false;

  constructor(chip: HTMLElement, options: PreviewOptions) {
    this.#chip = chip;
    this.#options = options;
    this.#onHover(chip);
    chip.addEventListener('pointerdown', (event) => {
      this.#pointer = event.pointerType;
    });
    chip.addEventListener('click', () => this.press(this.#pointer));
    chip.addEventListener('focus', () => {
      if (!this.#returning && chip.matches(':focus-visible')) this.#show();
      this.#returning = false;
    });
    chip.addEventListener('blur', (event) => this.#onBlur(event));
    // Who came before this was loaded does not come a second time.
    if (chip.matches(':focus-visible')) this.#show();
    else if (chip.matches(':hover')) this.#after(openAfter, () => this.#show());
  }

  /** @param pointer its type; empty for a key press */
  press(pointer: string): void {
    // A pen or a finger may not have come to hover.
    const isTap = pointer !== '' && pointer !== 'mouse';
    this.#pointer = '';
    if (isTap && !this.#element) this.#show(true);
    else this.#open();
  }

  #onHover(element: HTMLElement): void {
    element.addEventListener('pointerenter', (event) => {
      if (event.pointerType === 'touch') return;
      this.#after(this.#element ? 0 : openAfter, () => this.#show());
    });
    element.addEventListener('pointerleave', (event) => {
      if (event.pointerType === 'touch') return;
      this.#after(closeAfter, () => this.#closeUnlessNeeded());
    });
  }

  #open(): void {
    this.close();
    this.#returning = true;
    this.#options.open();
  }

  #show(byTap = false): void {
    this.#after(0, undefined);
    if (this.#element || !this.#chip.isConnected) return;
    shown?.close();
    shown = this;
    this.#byTap = byTap;
    const element = this.#render();
    this.#element = element;
    this.#chip.after(element);
    // Without the top layer it stands in the conversation, which cuts off what leaves it.
    if ('popover' in element) {
      element.popover = 'manual';
      element.showPopover();
    }
    this.#listen();
    this.#place();
  }

  #render(): HTMLElement {
    const { citation, language } = this.#options;
    const { messages } = language;
    const quote = createQuote(citation, language, 'quote');
    const place = createElement(
      'p',
      { class: 'preview-place' },
      ...renderPlace(citation, language),
    );
    // The text that it stands in may have another direction.
    const attributes = { class: 'preview', dir: language.direction };
    const element = createElement('div', attributes, quote, place);
    this.#onHover(element);
    // A mouse and a keyboard open the document by the chip itself.
    if (!this.#byTap) return element;
    const button = createElement('button', { class: 'text-button', type: 'button' });
    button.append(messages.openDocument, createIcon('arrow'));
    button.addEventListener('click', () => this.#open());
    button.addEventListener('blur', (event) => this.#onBlur(event));
    element.append(button);
    return element;
  }

  #listen(): void {
    this.#closed = new AbortController();
    const options = { signal: this.#closed.signal, capture: true };
    document.addEventListener('keydown', (event) => this.#onKeydown(event), options);
    document.addEventListener('pointerdown', (event) => this.#onPress(event), options);
    const follow = (event: Event) => {
      if (event.target !== this.#element) this.#place();
    };
    // What scrolls inside a shadow root is not heard of outside.
    for (const target of [document, this.#chip.getRootNode()]) {
      target.addEventListener('scroll', follow, options);
    }
    window.addEventListener('resize', follow, options);
  }

  /** Before anybody else, so that the first Escape closes this and nothing around it. */
  #onKeydown(event: KeyboardEvent): void {
    // It is gone without a word where the text that it stands in was replaced.
    if (event.key !== 'Escape' || event.isComposing || !this.#element?.isConnected) return;
    event.preventDefault();
    event.stopPropagation();
    const hadFocus = this.#element.matches(':focus-within');
    this.close();
    if (!hadFocus) return;
    this.#returning = true;
    this.#chip.focus({ preventScroll: true });
  }

  #onBlur({ relatedTarget }: FocusEvent): void {
    // A tap takes the focus from everything; where it was is heard of by #onPress.
    if (this.#byTap && !relatedTarget) return;
    this.#after(0, () => this.#closeUnlessNeeded());
  }

  #onPress(event: PointerEvent): void {
    const path = event.composedPath();
    if (!path.includes(this.#chip) && !(this.#element && path.includes(this.#element))) {
      this.close();
    }
  }

  /** Beside the chip, within what of the conversation is in view; not without a chip in view. */
  #place(): void {
    const bounds = this.#bounds();
    const anchor = this.#chip.getBoundingClientRect();
    const seen = intersect(anchor, bounds);
    if (this.#element && seen.width > 0 && seen.height > 0) {
      moveTo(this.#element, anchor, bounds);
    } else {
      this.close();
    }
  }

  #bounds(): Box {
    const viewport = { left: 0, top: 0, width: innerWidth, height: innerHeight };
    const conversation = this.#chip.closest('.conversation')?.getBoundingClientRect();
    return intersect(conversation ?? viewport, viewport);
  }

  #closeUnlessNeeded(): void {
    const isNeeded =
      this.#chip.matches(':hover, :focus-visible') ||
      this.#element?.matches(':hover, :focus-within');
    if (!isNeeded) this.close();
  }

  close(): void {
    this.#after(0, undefined);
    this.#closed.abort();
    this.#element?.remove();
    this.#element = undefined;
    if (shown === this) shown = undefined;
  }

  #after(milliseconds: number, action: (() => void) | undefined): void {
    clearTimeout(this.#timer);
    if (action) this.#timer = setTimeout(action, milliseconds);
  }
}

function moveTo(element: HTMLElement, anchor: Box, bounds: Box): void {
  const { style } = element;
  style.left = '0';
  style.top = '0';
  style.maxHeight = '';
  style.maxWidth = `${bounds.width - 2 * edge}px`;
  const own = element.getBoundingClientRect();
  const { left, top, height } = placePreview(anchor, own, bounds);
  // From where it is at nought, which is not the viewport's corner without the top layer.
  style.left = `${left - own.left}px`;
  style.top = `${top - own.top}px`;
  style.maxHeight = `${height}px`;
}

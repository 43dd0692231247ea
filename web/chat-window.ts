import { coverPage } from './cover-page.ts';
import { createElement } from './create-element.ts';
import { createIconButton } from './icons.ts';
import type { Language } from './language.ts';
import { togglePopover } from './shell/toggle-popover.ts';

/** A phone, a low window, or a page at 400 % zoom. */
const tooSmall = '(max-width: 600px), (max-height: 480px)';

export interface ChatWindowHandlers {
  /** Hides the window, among other things. */
  close(): void;
  /** Leaves what is open inside, or else closes. */
  dismiss(): void;
}

/**
 * The dialog that the launcher opens, in the browser's top layer: beside the page, which stays
 * usable, or over it where there is no room for both.
 */
export class ChatWindow {
  readonly element: HTMLDialogElement;
  readonly #title = createElement('h2', { class: 'window-title', id: 'window-title' });
  readonly #small = matchMedia(tooSmall);
  readonly #handlers: ChatWindowHandlers;
  #uncover: (() => void) | undefined;
  #open = false;

  constructor(content: HTMLElement, language: Language, handlers: ChatWindowHandlers) {
    this.#handlers = handlers;
    const { code: lang, direction: dir } = language;
    const button = createIconButton('close', language.launcher.close);
    button.classList.add('window-close');
    button.part.add('close');
    button.onclick = handlers.close;
    this.element = createElement(
      'dialog',
      {
        class: 'window root',
        part: 'panel',
        popover: 'manual',
        lang,
        dir,
        tabindex: '-1',
        'aria-labelledby': 'window-title',
      },
      createElement('div', { class: 'window-head', part: 'header' }, this.#title, button),
      content,
    );
    this.#listen();
  }

  /** Whether it fills the screen, and the page behind it cannot be used. */
  get coversPage(): boolean {
    return this.#small.matches;
  }

  setTitle(title: string): void {
    this.#title.textContent = title;
  }

  /**
   * Shows it, also again where the browser has taken it from the screen. Needs to be connected. Beside
   * the page it takes no focus: the visitor may be at something there.
   */
  show(): void {
    const { element, coversPage } = this;
    this.#takeOff();
    this.#open = true;
    element.classList.toggle('cover', coversPage);
    // Browsers take each dialog in the top layer for a modal one.
    element.ariaModal = String(coversPage);
    // A dialog takes the focus when it opens, where it can.
    element.inert = !coversPage;
    if (coversPage) element.showModal();
    else if (!togglePopover(element, true)) element.show();
    element.inert = false;
    this.#updateCover();
    this.#small.onchange = () => this.#fit();
  }

  hide(): void {
    this.#takeOff();
    this.#updateCover();
    // As long as it is listened to, a browser keeps it, and all that stands in the window.
    this.#small.onchange = null;
  }

  #listen(): void {
    this.element.oncancel = (event) => {
      event.preventDefault();
      this.#handlers.dismiss();
    };
    // A browser may close it without asking a second time.
    this.element.onclose = () => {
      if (this.#open && this.coversPage && !this.element.open) this.#handlers.close();
    };
  }

  /** Beside the page or over it, as there is room. */
  #fit(): void {
    const { activeElement } = this.element.getRootNode() as ShadowRoot;
    this.show();
    if (activeElement instanceof HTMLElement) activeElement.focus({ preventScroll: true });
  }

  #takeOff(): void {
    this.#open = false;
    if (this.element.open) this.element.close();
    else togglePopover(this.element, false);
  }

  #updateCover(): void {
    if (this.#open && this.coversPage) {
      this.#uncover ??= coverPage(this.element, this.#handlers.close);
    } else {
      this.#uncover?.();
      this.#uncover = undefined;
    }
  }
}

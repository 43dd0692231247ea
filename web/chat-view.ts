import type { Composer } from './composer.ts';
import { createElement } from './create-element.ts';
import { createIcon } from './icons.ts';
import type { Language } from './language.ts';
import type { LazySource } from './lazy-source.ts';
import { ScrollKeeper } from './scroll-keeper.ts';
import { fill, formatList } from './wording.ts';

/** From this width on the source stands beside the conversation; source.css has the same number. */
const besideFromPx = 900;

/**
 * The parts of the panel and where they stand; knows nothing of questions and answers. What it stands
 * in has the language and the direction.
 */
export class ChatView {
  readonly element: HTMLElement;
  readonly #scroll: HTMLElement;
  readonly #column = createElement('div', { class: 'column' });
  readonly #keeper: ScrollKeeper;
  readonly #conversation: HTMLElement;
  readonly #notice = createElement('p', { class: 'notice', hidden: true });
  readonly #announcer = createElement('div', { class: 'unseen', role: 'status' });
  /** Where the text of questions goes; always in view, as one may ask at any time. */
  readonly #sentTo = createElement('p', { id: 'sent-to', hidden: true });
  readonly #restart = createElement('button', { class: 'text-button restart', type: 'button' });
  readonly #composer: Composer;
  readonly #source: LazySource;
  readonly #language: Language;
  #beside = false;

  constructor(
    parts: { composer: Composer; source: LazySource; onRestart: () => void },
    language: Language,
  ) {
    const { messages } = language;
    this.#language = language;
    this.#composer = parts.composer;
    this.#source = parts.source;
    this.#restart.append(createIcon('add'), messages.newConversation);
    this.#restart.addEventListener('click', parts.onRestart);
    this.#restart.hidden = true;
    this.#scroll = createElement('div', { class: 'scroll' }, this.#column);
    this.#keeper = new ScrollKeeper(this.#scroll, this.#column);
    const small = createElement('div', { class: 'small-print' }, this.#restart, this.#sentTo);
    const footing = [this.#notice, this.#composer.element, small];
    const foot = createElement('div', { class: 'foot' });
    foot.append(createElement('div', { class: 'column' }, ...footing));
    const attributes = {
      class: 'conversation',
      role: 'region',
      'aria-label': messages.conversation,
    };
    this.#conversation = createElement('div', attributes, this.#scroll, foot);
    const content = [this.#conversation, this.#source.element, this.#announcer];
    this.element = createElement('div', { class: 'panel' }, ...content);
  }

  /** Call when the width of the panel changes. */
  resize(width: number): void {
    this.#beside = width >= besideFromPx;
    this.#updateSource();
  }

  showWelcome(content: HTMLElement): void {
    this.#column.replaceChildren(content);
    this.#restart.hidden = true;
    this.#scroll.scrollTop = 0;
  }

  /** Adds a turn and scrolls so that its question stands at the top, with room for its answer. */
  addTurn(turn: HTMLElement): void {
    if (this.#restart.hidden) this.#column.replaceChildren();
    this.#restart.hidden = false;
    this.#column.append(turn);
    this.showTurn(turn);
  }

  showTurn(turn: HTMLElement): void {
    this.#keeper.show(turn);
  }

  /** While an answer is coming in, a reader who has gone to its end stays there. */
  setRunning(running: boolean): void {
    this.#keeper.setGrowing(running);
    this.#composer.setRunning(running);
  }

  /** Runs a change of the layout, and keeps an element where the reader sees it. */
  keepInPlace(element: HTMLElement, change: () => void): void {
    const before = element.getBoundingClientRect().top;
    change();
    this.#updateSource();
    this.#scroll.scrollTop += element.getBoundingClientRect().top - before;
  }

  showNotice(text: string): void {
    this.#notice.textContent = text;
    this.#notice.hidden = text === '';
    if (text) this.announce(text);
  }

  /** @param hosts empty where questions stay on the server, of which nothing is said */
  showSentTo(hosts: string[]): void {
    const { sentTo } = this.#language.messages;
    const said = fill(sentTo, { hosts: formatList(this.#language, hosts) });
    this.#sentTo.textContent = hosts.length > 0 ? said : '';
    this.#sentTo.hidden = hosts.length === 0;
  }

  announce(text: string): void {
    this.#announcer.replaceChildren(text);
  }

  #updateSource(): void {
    const covered = this.#source.isOpen && !this.#beside;
    this.#conversation.inert = covered;
    this.#source.element.ariaModal = covered ? 'true' : null;
    this.element.classList.toggle('with-source', this.#source.isOpen);
  }
}

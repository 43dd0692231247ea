import { createElement } from './create-element.ts';
import { createIcon } from './icons.ts';
import type { Messages } from './language.ts';
import { createQuestionField, fitField } from './question-field.ts';

/**
 * The field for the next question. It stays usable while an answer is on its way. No form: a frame that
 * is sandboxed without `allow-forms` submits none.
 */
export class Composer {
  readonly element: HTMLElement;
  readonly #field: HTMLTextAreaElement;
  readonly #send: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;

  constructor(handlers: { ask: (question: string) => void; stop: () => void }, messages: Messages) {
    this.#send = createRoundButton('send', messages.send);
    this.#stop = createRoundButton('stop', messages.stop);
    const send = () => this.#submit(handlers.ask);
    const attributes = {
      id: 'question',
      placeholder: messages.questionPlaceholder,
      'aria-describedby': 'sent-to',
    };
    this.#field = createQuestionField(attributes, send);
    const label = createElement('label', { class: 'unseen', for: 'question' });
    label.append(messages.questionLabel);
    this.#stop.hidden = true;
    this.#stop.addEventListener('click', handlers.stop);
    this.#send.addEventListener('click', send);
    this.element = createElement('div', { class: 'composer' }, label, this.#field);
    this.element.append(this.#send, this.#stop);
  }

  focus(): void {
    this.#field.focus();
  }

  /** Swaps the two buttons, and keeps the focus on the one that is left. */
  setRunning(running: boolean): void {
    const [shown, hidden] = running ? [this.#stop, this.#send] : [this.#send, this.#stop];
    const focused = (this.element.getRootNode() as ShadowRoot).activeElement === hidden;
    shown.hidden = false;
    hidden.hidden = true;
    if (focused) shown.focus();
  }

  #submit(ask: (question: string) => void): void {
    const question = this.#field.value.trim();
    if (!question) {
      this.#field.focus();
      return;
    }
    this.#field.value = '';
    fitField(this.#field);
    // On a phone the keyboard would cover the answer.
    if (matchMedia('(pointer: coarse)').matches) this.#field.blur();
    ask(question);
  }
}

function createRoundButton(icon: 'send' | 'stop', name: string): HTMLButtonElement {
  const attributes = { class: 'round-button', type: 'button', title: name };
  return createElement('button', attributes, createIcon(icon));
}

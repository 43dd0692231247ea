import { createElement } from './create-element.ts';
import { createIcon } from './icons.ts';
import type { Messages } from './language.ts';

/** The field for the next question. It stays usable while an answer is on its way. */
export class Composer {
  readonly element: HTMLFormElement;
  readonly #field: HTMLTextAreaElement;
  readonly #send: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;

  constructor(handlers: { ask: (question: string) => void; stop: () => void }, messages: Messages) {
    this.#send = createRoundButton('send', messages.send, 'submit');
    this.#stop = createRoundButton('stop', messages.stop, 'button');
    this.#field = createElement('textarea', {
      id: 'question',
      rows: '1',
      placeholder: messages.questionPlaceholder,
      autocomplete: 'off',
      enterkeyhint: 'send',
      'aria-describedby': 'sent-to',
    });
    const label = createElement('label', { class: 'unseen', for: 'question' });
    label.append(messages.questionLabel);
    this.#stop.hidden = true;
    this.element = createElement('form', { class: 'composer' }, label, this.#field);
    this.element.append(this.#send, this.#stop);
    this.#listen(handlers);
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

  #listen({ ask, stop }: { ask: (question: string) => void; stop: () => void }): void {
    this.#stop.addEventListener('click', stop);
    this.#field.addEventListener('input', () => this.#fit());
    this.#field.addEventListener('keydown', (event) => {
      // While an input method is composing, Enter chooses a character.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.element.requestSubmit();
    });
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      const question = this.#field.value.trim();
      if (!question) return this.#field.focus();
      this.#field.value = '';
      this.#fit();
      // On a phone the keyboard would cover the answer.
      if (matchMedia('(pointer: coarse)').matches) this.#field.blur();
      ask(question);
    });
  }

  /** Grows the field with its text; the style sheet sets the limit. */
  #fit(): void {
    this.#field.style.height = 'auto';
    this.#field.style.height = `${this.#field.scrollHeight}px`;
  }
}

function createRoundButton(icon: 'send' | 'stop', name: string, type: string): HTMLButtonElement {
  const attributes = { class: 'round-button', type, 'aria-label': name, title: name };
  return createElement('button', attributes, createIcon(icon));
}

import { createElement, notOurs } from './create-element.ts';
import { createIconButton } from './icons.ts';
import type { Messages } from './language.ts';
import { createQuestionField, fitField } from './question-field.ts';

export interface QuestionHandlers {
  /** Asks a changed question in place of this one. */
  askChanged(question: string): void;
  /** Whether turns come after this one; they lean on it, and go when it is asked in another form. */
  hasLater(): boolean;
}

let questionCount = 0;

/** A question as it was asked, which can be changed and asked again. */
export class QuestionView {
  readonly element: HTMLElement;
  /** Of the heading, which names the turn. */
  readonly id: string;
  readonly #heading: HTMLElement;
  readonly #text: HTMLElement;
  readonly #edit: HTMLButtonElement;
  readonly #handlers: QuestionHandlers;
  readonly #messages: Messages;
  #editor: HTMLFormElement | undefined;

  constructor(question: string, handlers: QuestionHandlers, messages: Messages) {
    this.#handlers = handlers;
    this.#messages = messages;
    questionCount += 1;
    this.id = `question-${questionCount}`;
    this.#text = createElement('bdi', notOurs, question);
    const you = createElement('span', { class: 'unseen' }, messages.you);
    const attributes = { class: 'question', id: this.id, tabindex: '-1' };
    this.#heading = createElement('h2', attributes, you, ' ', this.#text);
    this.#edit = createIconButton('edit', messages.editQuestion);
    this.#edit.addEventListener('click', () => this.#open());
    this.element = createElement('div', { class: 'asked' }, this.#heading, this.#edit);
  }

  /** Puts the keyboard and the screen reader where the answer will be. */
  focus(): void {
    this.#heading.focus({ preventScroll: true });
  }

  #open(): void {
    const field = createQuestionField({
      id: `${this.id}-field`,
      'aria-describedby': `${this.id}-note`,
    });
    field.value = this.#text.textContent;
    this.#editor = this.#createEditor(field);
    this.#showEditor(true);
    this.element.append(this.#editor);
    fitField(field);
    field.focus();
  }

  #close(): void {
    this.#editor?.remove();
    this.#showEditor(false);
    this.#edit.focus({ preventScroll: true });
  }

  #showEditor(shown: boolean): void {
    this.#heading.hidden = shown;
    this.#edit.hidden = shown;
  }

  #createEditor(field: HTMLTextAreaElement): HTMLFormElement {
    const { editLabel, editDrops, send, cancel } = this.#messages;
    const label = createElement('label', { class: 'unseen', for: field.id }, editLabel);
    const note = createElement('p', { class: 'editor-note', id: `${this.id}-note` }, editDrops);
    note.hidden = !this.#handlers.hasLater();
    const submit = createElement('button', { class: 'small-button', type: 'submit' }, send);
    const back = createElement('button', { class: 'text-button', type: 'button' }, cancel);
    back.addEventListener('click', () => this.#close());
    const buttons = createElement('div', { class: 'form-buttons' }, submit, back);
    const form = createElement('form', { class: 'editor' }, label, field, note, buttons);
    form.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      // It closes this field, and not what the field stands in.
      event.stopPropagation();
      this.#close();
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const question = field.value.trim();
      if (!question) return field.focus();
      this.#text.textContent = question;
      this.#close();
      this.focus();
      this.#handlers.askChanged(question);
    });
    return form;
  }
}

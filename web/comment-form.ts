import { createElement } from './create-element.ts';
import { describeRefusal } from './describe-refusal.ts';
import type { Language } from './language.ts';

/** As many characters as the server takes. */
const longestComment = 2000;

export interface CommentHandlers {
  /** Resolves when the server has taken it. */
  send(comment: string): Promise<void>;
  /** Called when it is over, with what to say of it; with nothing where the reader wants no comment. */
  close(said?: string): void;
  announce(text: string): void;
}

export interface CommentForm {
  element: HTMLElement;
  setHelpful(helpful: boolean): void;
}

let formCount = 0;

/** Asks what was good or bad about an answer, and says who will read it. */
export function createCommentForm(language: Language, handlers: CommentHandlers): CommentForm {
  const { messages } = language;
  formCount += 1;
  const id = `comment-${formCount}`;
  const label = createElement('label', { for: id });
  const stored = createElement('p', { class: 'form-note', id: `${id}-stored` });
  stored.append(messages.commentStored);
  const attributes = { id, rows: '3', dir: 'auto', maxlength: String(longestComment) };
  const field = createElement('textarea', { ...attributes, 'aria-describedby': stored.id });
  const send = createElement('button', { class: 'small-button', type: 'button' });
  send.append(messages.commentSend);
  const skip = createElement('button', { class: 'text-button', type: 'button' });
  skip.append(messages.commentSkip);
  const state = createElement('p', { class: 'form-state', hidden: true });
  const buttons = createElement('div', { class: 'form-buttons' }, send, skip, state);
  const element = createElement('div', { class: 'comment' }, label, field, stored, buttons);
  const tell = (text: string) => {
    state.textContent = text;
    state.hidden = false;
    handlers.announce(text);
  };
  let sending = false;
  const submit = async () => {
    const comment = field.value.trim();
    if (!comment) return field.focus();
    if (sending) return;
    sending = true;
    send.ariaDisabled = 'true';
    tell(messages.sending);
    try {
      await handlers.send(comment);
      handlers.close(messages.commentThanks);
    } catch (error) {
      tell(describeRefusal(error, language));
    }
    sending = false;
    send.ariaDisabled = null;
  };
  skip.addEventListener('click', () => handlers.close());
  send.addEventListener('click', submit);
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    // It closes this form, and not what the form stands in.
    event.stopPropagation();
    handlers.close();
  });
  return {
    element,
    setHelpful(helpful) {
      label.textContent = helpful ? messages.commentHelpful : messages.commentUnhelpful;
    },
  };
}

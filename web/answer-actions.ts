import { createElement } from './create-element.ts';
import { createIcon, createIconButton } from './icons.ts';
import type { Language } from './language.ts';
import { Rating, type RatingActions } from './rating.ts';

export interface AnswerActions extends RatingActions {
  /** Resolves when the answer is on the clipboard. */
  copy(): Promise<void>;
  askAgain(): void;
}

/** The quiet row under an answer. Without an answer to copy or rate, only asking again is left. */
export function createActionRow(
  actions: AnswerActions,
  language: Language,
  complete: boolean,
): HTMLElement {
  const { messages } = language;
  const note = createElement('span', { class: 'note' });
  const tell = (text: string) => {
    note.textContent = text;
    actions.announce(text);
  };
  const row = createElement('div', { class: 'actions', role: 'group' });
  row.ariaLabel = messages.actions;
  const again = createIconButton('again', messages.askAgain);
  again.addEventListener('click', () => actions.askAgain());
  if (!complete) {
    row.append(again, note);
    return row;
  }
  const rating = new Rating(actions, language, tell);
  row.append(createCopyButton(actions, language, tell), ...rating.buttons, again, note);
  return createElement('div', {}, row, rating.place);
}

function createCopyButton(
  actions: AnswerActions,
  { messages }: Language,
  tell: (text: string) => void,
): HTMLElement {
  const button = createIconButton('copy', messages.copy);
  button.addEventListener('click', async () => {
    try {
      await actions.copy();
      button.replaceChildren(createIcon('check'));
      tell(messages.copied);
    } catch {
      tell(messages.copyFailed);
    }
  });
  return button;
}

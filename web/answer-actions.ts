import { createElement } from './create-element.ts';
import { createIcon, type IconName } from './icons.ts';
import type { Messages } from './language.ts';

export interface AnswerActions {
  /** Resolves when the answer is on the clipboard. */
  copy(near: HTMLElement): Promise<void>;
  /** Resolves when the server has taken it. */
  rate(helpful: boolean): Promise<void>;
  askAgain(): void;
  announce(text: string): void;
}

/** The quiet row under an answer. Without an answer to copy or rate, only asking again is left. */
export function createActionRow(
  actions: AnswerActions,
  messages: Messages,
  complete: boolean,
): HTMLElement {
  const note = createElement('span', { class: 'note' });
  const tell = (text: string) => {
    note.textContent = text;
    actions.announce(text);
  };
  const row = createElement('div', { class: 'actions', role: 'group' });
  row.ariaLabel = messages.actions;
  if (complete) {
    row.append(createCopyButton(actions, messages, tell));
    row.append(...createRating(actions, messages, tell));
  }
  const again = createIconButton('again', messages.askAgain);
  again.addEventListener('click', () => actions.askAgain());
  row.append(again, note);
  return row;
}

export function createIconButton(icon: IconName, name: string): HTMLButtonElement {
  const attributes = { class: 'icon-button', type: 'button', 'aria-label': name, title: name };
  return createElement('button', attributes, createIcon(icon));
}

function createCopyButton(
  actions: AnswerActions,
  messages: Messages,
  tell: (text: string) => void,
): HTMLElement {
  const button = createIconButton('copy', messages.copy);
  button.addEventListener('click', async () => {
    try {
      await actions.copy(button);
      button.replaceChildren(createIcon('check'));
      tell(messages.copied);
    } catch {
      tell(messages.copyFailed);
    }
  });
  return button;
}

function createRating(
  actions: AnswerActions,
  messages: Messages,
  tell: (text: string) => void,
): HTMLElement[] {
  const choices = [
    { helpful: true, button: createIconButton('helpful', messages.helpful) },
    { helpful: false, button: createIconButton('unhelpful', messages.unhelpful) },
  ];
  const press = (chosen: boolean | undefined) => {
    for (const { helpful, button } of choices) button.ariaPressed = String(helpful === chosen);
  };
  press(undefined);
  for (const { helpful, button } of choices) {
    button.addEventListener('click', async () => {
      press(helpful);
      try {
        await actions.rate(helpful);
        tell(messages.thanks);
      } catch {
        press(undefined);
        tell(messages.feedbackFailed);
      }
    });
  }
  return choices.map(({ button }) => button);
}

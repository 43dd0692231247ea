import { createElement } from './create-element.ts';

/** A field for a question, which grows with its text and sends its form with Enter. */
export function createQuestionField(attributes: Record<string, string>): HTMLTextAreaElement {
  const field = createElement('textarea', {
    rows: '1',
    dir: 'auto',
    autocomplete: 'off',
    enterkeyhint: 'send',
    ...attributes,
  });
  field.addEventListener('input', () => fitField(field));
  field.addEventListener('keydown', (event) => {
    // While an input method is composing, Enter chooses a character.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    field.form?.requestSubmit();
  });
  return field;
}

/** Grows or shrinks the field to its text; the style sheet sets the limit. */
export function fitField(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

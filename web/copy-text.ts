import { createElement } from './create-element.ts';

/**
 * Puts text on the clipboard; throws where the browser refuses. `near` must be in the page: the
 * older way, for pages that are not served securely, needs a selected field beside it.
 */
export async function copyText(text: string, near: HTMLElement): Promise<void> {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = createElement('textarea', { class: 'unseen', 'aria-hidden': 'true' });
  field.value = text;
  near.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (!copied) throw new Error('copying refused');
}

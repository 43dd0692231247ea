import { createElement } from './create-element.ts';
import type { Failure } from './failure.ts';
import { createIcon } from './icons.ts';
import type { Language } from './language.ts';
import { fill, formatWait } from './wording.ts';

/** What went wrong and what to do, with a button for the latter where there is one. */
export function createFailureView(
  failure: Failure,
  language: Language,
  onRetry: () => void,
): HTMLElement {
  const view = createElement(
    'div',
    { class: 'failure' },
    createElement('p', { class: 'failure-title' }, failure.title),
    failure.detail ? createElement('p', {}, failure.detail) : undefined,
    failure.remark
      ? createElement('p', { class: 'remark', lang: 'en', dir: 'ltr' }, failure.remark)
      : undefined,
  );
  if (!failure.canRetry) return view;
  const retry = createElement('button', { class: 'text-button', type: 'button' });
  retry.append(createIcon('again'), language.messages.tryAgain);
  retry.addEventListener('click', onRetry);
  const wait = createElement('p');
  view.append(wait, retry);
  if (failure.retryAfter) countDown(failure.retryAfter, language, wait, retry);
  else wait.hidden = true;
  return view;
}

function countDown(
  seconds: number,
  language: Language,
  wait: HTMLElement,
  retry: HTMLButtonElement,
): void {
  const { tryAgainWhen } = language.messages;
  const free = Date.now() + seconds * 1000;
  retry.hidden = true;
  const update = () => {
    const left = Math.ceil((free - Date.now()) / 1000);
    wait.textContent = fill(tryAgainWhen, { when: formatWait(language, left) });
    if (left > 0 && (wait.isConnected || left === Math.ceil(seconds))) return;
    clearInterval(timer);
    wait.hidden = true;
    retry.hidden = false;
  };
  const timer = setInterval(update, 1000);
  update();
}

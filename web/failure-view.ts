import { createElement } from './create-element.ts';
import type { Failure } from './failure.ts';
import { createIcon } from './icons.ts';
import { messages } from './messages.ts';

/** What went wrong and what to do, with a button for the latter where there is one. */
export function createFailureView(failure: Failure, onRetry: () => void): HTMLElement {
  const view = createElement(
    'div',
    { class: 'failure' },
    createElement('p', { class: 'failure-title' }, failure.title),
    failure.detail ? createElement('p', {}, failure.detail) : undefined,
  );
  if (!failure.canRetry) return view;
  const retry = createElement('button', { class: 'text-button', type: 'button' });
  retry.append(createIcon('again'), messages.tryAgain);
  retry.addEventListener('click', onRetry);
  const wait = createElement('p');
  view.append(wait, retry);
  if (failure.retryAfter) countDown(failure.retryAfter, wait, retry);
  else wait.hidden = true;
  return view;
}

function countDown(seconds: number, wait: HTMLElement, retry: HTMLButtonElement): void {
  const free = Date.now() + seconds * 1000;
  retry.hidden = true;
  const update = () => {
    const left = Math.ceil((free - Date.now()) / 1000);
    wait.textContent = messages.tryAgainIn(left);
    if (left > 0 && (wait.isConnected || left === Math.ceil(seconds))) return;
    clearInterval(timer);
    wait.hidden = true;
    retry.hidden = false;
  };
  const timer = setInterval(update, 1000);
  update();
}

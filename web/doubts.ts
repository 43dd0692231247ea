import type { WrittenSentence } from '../src/protocol.ts';
import { createElement } from './create-element.ts';
import type { Messages } from './language.ts';
import { fill } from './wording.ts';

/** What stands beside a sentence that its quotes do not support, and unfolds on request. */
export interface Doubts {
  /** The word; stands after the sentence. */
  button: HTMLButtonElement;
  /** The reasons; stand below the paragraph. */
  reasons: HTMLElement;
  setUnfolded(unfolded: boolean): void;
}

let doubtsCount = 0;

/** Undefined for a sentence that is supported, beside which nothing stands. */
export function createDoubts(
  { support, doubts }: WrittenSentence,
  messages: Messages,
  onPress: (own: Doubts) => void,
): Doubts | undefined {
  if (support === 'supported') return undefined;
  doubtsCount += 1;
  const id = `doubts-${doubtsCount}`;
  const text = doubts.map((doubt) => messages.doubts[doubt]).join(' ');
  const reasons = createElement('p', { class: 'doubts', id, dir: 'auto', hidden: true }, text);
  const button = createElement(
    'button',
    {
      class: 'doubt',
      'data-support': support,
      type: 'button',
      'aria-label': fill(messages.showDoubts, { support: messages.support[support] }),
      'aria-controls': id,
      'aria-expanded': 'false',
    },
    createElement('span', {}, messages.supportShown[support]),
  );
  const own: Doubts = {
    button,
    reasons,
    setUnfolded(unfolded) {
      reasons.hidden = !unfolded;
      button.ariaExpanded = String(unfolded);
    },
  };
  button.addEventListener('click', () => onPress(own));
  return own;
}

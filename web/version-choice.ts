import { createElement } from './create-element.ts';
import type { Messages } from './language.ts';

export type Version = 'quoted' | 'current';

/** The choice between the version that was quoted and the one that is current; hidden without two. */
export class VersionChoice {
  readonly element: HTMLElement;
  readonly #buttons: Readonly<Record<Version, HTMLButtonElement>>;

  constructor(messages: Messages, onChoose: (version: Version) => void) {
    const create = (version: Version, text: string) => {
      const button = createElement('button', { type: 'button' }, text);
      button.addEventListener('click', () => onChoose(version));
      return button;
    };
    this.#buttons = {
      quoted: create('quoted', messages.asQuoted),
      current: create('current', messages.currentVersion),
    };
    const attributes = { class: 'versions', role: 'group', 'aria-label': messages.sourceVersions };
    this.element = createElement('div', attributes, this.#buttons.quoted, this.#buttons.current);
    this.hide();
  }

  show(version: Version): void {
    this.element.hidden = false;
    this.#buttons.quoted.ariaPressed = String(version === 'quoted');
    this.#buttons.current.ariaPressed = String(version === 'current');
  }

  hide(): void {
    this.element.hidden = true;
  }
}

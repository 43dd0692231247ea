import { ChatElement } from './shell/chat-element.ts';
import { scriptTag } from './shell/script-tag.ts';

const name = 'verbatim-chat';
const data = 'data-';

/** Beside `body`, which pages make anew; it takes no room there. */
function addLauncher({ attributes }: HTMLScriptElement): void {
  if (document.querySelector(name)) return;
  const element = document.createElement(name);
  for (const attribute of attributes) {
    if (!attribute.name.startsWith(data)) continue;
    element.setAttribute(attribute.name.slice(data.length), attribute.value);
  }
  element.setAttribute('mode', 'launcher');
  document.documentElement.append(element);
}

// A page may load the script twice; the first one stays.
if (!customElements.get(name)) {
  customElements.define(name, ChatElement);
  const tag = scriptTag?.element;
  if (tag && tag.dataset['launcher'] !== 'none') {
    if (document.readyState !== 'loading') addLauncher(tag);
    else document.addEventListener('DOMContentLoaded', () => addLauncher(tag));
  }
}

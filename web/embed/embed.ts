// The page that shows what to copy, with the chat as it will be.

import { createElement } from '../create-element.ts';
import { copyText } from './copy-text.ts';
import { type EmbedOptions, type Release, type Snippet, writeSnippets } from './snippets.ts';

/** Put in by scripts/build/web-client.js. */
declare const VERBATIM_LANGUAGE_NAMES: readonly (readonly [code: string, name: string])[];

const find = <Found extends HTMLElement>(id: string) => document.getElementById(id) as Found;

const form = find<HTMLFormElement>('options');
const preview = find('preview');
const note = find('preview-note');
const snippets = find('snippets');
const copied = find('copied');
const server = new URL('.', location.href).href;

/** What the element does without being told to. */
const defaults: Readonly<Record<string, string>> = { scheme: 'auto', position: 'end' };

function readOptions(): EmbedOptions {
  const { mode = 'launcher', ...given } = Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]),
  );
  const isInline = mode === 'inline';
  const attributes = Object.entries(given).filter(
    ([name, value]) => value && value !== defaults[name] && !(isInline && name === 'position'),
  );
  return { mode: isInline ? 'inline' : 'launcher', attributes: Object.fromEntries(attributes) };
}

/** A new element where the kind of it changes; otherwise it shows what its attributes do. */
function showPreview({ mode, attributes }: EmbedOptions): void {
  let element = preview.querySelector('verbatim-chat');
  if (!element || (element.getAttribute('mode') ?? 'inline') !== mode) {
    element?.remove();
    element = document.createElement('verbatim-chat');
    if (mode === 'launcher') element.setAttribute('mode', mode);
    preview.append(element);
  }
  for (const name of ['accent', 'scheme', 'position', 'lang', 'remember']) {
    const value = attributes[name];
    if (value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
  note.hidden = mode === 'inline';
}

function renderSnippet({ title, note: text, code }: Snippet, index: number): HTMLElement {
  const id = `snippet-${index}`;
  const copy = createElement('button', { type: 'button', 'aria-describedby': id }, 'Copy');
  copy.addEventListener('click', async () => {
    const done = await copyText(code);
    copied.textContent = done
      ? `Copied: ${title}.`
      : 'The browser does not allow copying here. Select the text instead.';
  });
  const label = { tabindex: '0', role: 'region', 'aria-labelledby': id };
  return createElement(
    'section',
    { class: 'snippet' },
    createElement('div', { class: 'snippet-head' }, createElement('h3', { id }, title), copy),
    createElement('p', {}, text),
    createElement('pre', label, createElement('code', {}, code)),
  );
}

async function fetchRelease(): Promise<Release> {
  const response = await fetch(new URL('widget.json', server));
  return response.json();
}

function addLanguages(): void {
  const select = form.elements.namedItem('lang') as HTMLSelectElement;
  for (const [code, name] of VERBATIM_LANGUAGE_NAMES) {
    select.append(createElement('option', { value: code, lang: code }, name));
  }
}

addLanguages();
const release = await fetchRelease();
const update = () => {
  const options = readOptions();
  showPreview(options);
  snippets.replaceChildren(...writeSnippets(options, server, release).map(renderSnippet));
};
form.addEventListener('input', update);
form.addEventListener('submit', (event) => event.preventDefault());
update();

import type { DocumentSummary, Starters } from '../src/protocol.ts';
import { createElement } from './create-element.ts';
import { createIcon } from './icons.ts';
import { messages } from './messages.ts';

/** More titles than this are a list to read before one may ask. */
const titlesShown = 6;

/** What an empty conversation shows: what can be asked about, and questions that work. */
export function createWelcome(starters: Starters, onAsk: (question: string) => void): HTMLElement {
  const { documents, questions } = starters;
  const welcome = createElement(
    'section',
    { class: 'welcome' },
    createElement('h2', {}, ...renderHeading(documents)),
    documents.length > 1 ? createTitles(documents) : undefined,
    createElement('p', { class: 'promise' }, messages.promise),
  );
  if (questions.length === 0) return welcome;
  const list = createElement('ul', { class: 'starters', 'aria-label': messages.starters });
  for (const question of questions) {
    const button = createElement('button', { class: 'starter', type: 'button' });
    button.append(createElement('span', {}, question), createIcon('arrow'));
    button.addEventListener('click', () => onAsk(question));
    list.append(createElement('li', {}, button));
  }
  welcome.append(list);
  return welcome;
}

function renderHeading(documents: DocumentSummary[]): Node[] {
  const [only] = documents;
  const subject =
    documents.length === 1 && only
      ? createElement('cite', {}, only.title)
      : createElement('span', {}, messages.documents(documents.length));
  return [createElement('span', { class: 'eyebrow' }, messages.askAbout), new Text(' '), subject];
}

function createTitles(documents: DocumentSummary[]): HTMLElement {
  const shown = documents.length > titlesShown ? documents.slice(0, titlesShown - 1) : documents;
  const titles = shown.map(({ title }) =>
    createElement('li', {}, createElement('cite', {}, title)),
  );
  const list = createElement('ul', { class: 'titles' }, ...titles);
  const more = documents.length - shown.length;
  if (more > 0) list.append(createElement('li', {}, messages.moreDocuments(more)));
  return list;
}

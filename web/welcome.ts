import type { Readiness, Starters } from '../src/protocol.ts';
import { createElement, notOurs } from './create-element.ts';
import type { Failure } from './failure.ts';
import { createFailureView } from './failure-view.ts';
import { createIcon } from './icons.ts';
import { describeProgress } from './indexing-progress.ts';
import type { Language } from './language.ts';
import { formatCount } from './wording.ts';

/** More titles than this are a list to read before one may ask. */
const titlesShown = 6;

/** What an empty conversation shows: what can be asked about, and questions that work. */
export function createWelcome(
  starters: Starters,
  language: Language,
  onAsk: (question: string) => void,
): HTMLElement {
  const { questions, total } = starters;
  const welcome = createElement(
    'section',
    { class: 'welcome' },
    createElement('h2', {}, ...renderHeading(starters, language)),
    total > 1 ? createTitles(starters, language) : undefined,
    createElement('p', { class: 'promise' }, language.messages.promise),
  );
  if (questions.length > 0)
    welcome.append(createQuestions(questions, language.messages.starters, onAsk));
  return welcome;
}

/** Questions to press; `name` says to a screen reader what they are for. */
export function createQuestions(
  questions: readonly string[],
  name: string,
  onAsk: (question: string) => void,
): HTMLElement {
  const list = createElement('ul', { class: 'starters', 'aria-label': name });
  for (const question of questions) {
    const button = createElement('button', { class: 'starter', type: 'button' });
    button.append(createElement('span', notOurs, question), createIcon('arrow'));
    button.addEventListener('click', () => onAsk(question));
    list.append(createElement('li', {}, button));
  }
  return list;
}

/** What stands there while the server is still indexing. */
export function createPreparing(readiness: Readiness, language: Language): HTMLElement {
  const { messages } = language;
  const progress = createElement('progress', { 'aria-label': messages.preparing });
  if (readiness.status === 'indexing' && readiness.total > 0) {
    progress.max = readiness.total;
    progress.value = readiness.done;
  }
  const subject = createElement('span', {}, messages.preparing);
  return createElement(
    'section',
    { class: 'welcome' },
    createElement('h2', {}, createEyebrow(messages.oneMoment), ' ', subject),
    createElement('p', { class: 'promise' }, messages.preparingDetail),
    progress,
    createElement('p', { class: 'promise' }, describeProgress(readiness, language)),
  );
}

/** What stands there when the server cannot be asked what it has. */
export function createUnwelcome(
  failure: Failure,
  language: Language,
  onRetry: () => void,
): HTMLElement {
  const view = createFailureView(failure, language, onRetry);
  return createElement('section', { class: 'welcome' }, view);
}

const createEyebrow = (text: string) => createElement('span', { class: 'eyebrow' }, text);

function renderHeading({ documents, total }: Starters, language: Language): Node[] {
  const { messages } = language;
  const [only] = documents;
  const subject =
    total === 1 && only
      ? createElement('cite', notOurs, only.title)
      : createElement('span', {}, formatCount(language, messages.documents, total));
  return [createEyebrow(messages.askAbout), new Text(' '), subject];
}

function createTitles({ documents, total }: Starters, language: Language): HTMLElement {
  const shown = total > titlesShown ? documents.slice(0, titlesShown - 1) : documents;
  const titles = shown.map(({ title }) =>
    createElement('li', {}, createElement('cite', notOurs, title)),
  );
  const list = createElement('ul', { class: 'titles' }, ...titles);
  const more = total - shown.length;
  if (more === 0) return list;
  list.append(
    createElement('li', {}, formatCount(language, language.messages.moreDocuments, more)),
  );
  return list;
}

import type { Answer, Citation } from '../src/protocol.ts';
import { createElement, notOurs } from './create-element.ts';
import { fillNodes } from './fill-nodes.ts';
import type { Language } from './language.ts';
import { fill, formatCount } from './wording.ts';

/** The line that stands above the quotes: how the question ended, and where the quotes are from. */
export function renderLead(answer: Answer, language: Language): Node[] {
  const { messages } = language;
  switch (answer.outcome) {
    case 'answered':
      return renderPlaces(answer.citations, language);
    case 'partly':
      return [
        createElement('span', { class: 'partly' }, messages.partly),
        new Text(' '),
        ...renderPlaces(answer.citations, language),
      ];
    case 'not-answered':
      return [new Text(messages.notAnswered)];
    case 'off-topic':
      return [new Text(messages.offTopic)];
    case 'conversation':
      return [new Text(messages.smallTalk[answer.conversation ?? 'help'])];
  }
}

/** Where quotes are from, as far as they have come; nothing where there are none. */
export function renderPlaces(citations: Citation[], language: Language): Node[] {
  const { messages } = language;
  const titles = new Map(citations.map(({ document }) => [document.id, document.title]));
  const [title] = titles.values();
  if (title === undefined) return [];
  const places = formatCount(language, messages.places, citations.length);
  if (titles.size > 1) {
    const documents = formatCount(language, messages.placesDocuments, titles.size);
    return [new Text(fill(messages.foundInDocuments, { places, documents }))];
  }
  return fillNodes(messages.found, {
    places,
    title: createElement('cite', notOurs, title),
  });
}

import type { Answer, Citation } from '../src/protocol.ts';
import { createElement } from './create-element.ts';
import { messages } from './messages.ts';

/** The line that stands above the quotes: how the question ended, and where the quotes are from. */
export function renderLead(answer: Answer): Node[] {
  switch (answer.outcome) {
    case 'answered':
      return renderPlaces(answer.citations);
    case 'partly':
      return [
        createElement('span', { class: 'partly' }, messages.partly),
        new Text(' '),
        ...renderPlaces(answer.citations),
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
export function renderPlaces(citations: Citation[]): Node[] {
  const titles = new Map(citations.map(({ document }) => [document.id, document.title]));
  const [title] = titles.values();
  if (title === undefined) return [];
  if (titles.size > 1) {
    return [new Text(messages.foundInDocuments(citations.length, titles.size))];
  }
  const [before = '', after = ''] = messages.found(citations.length).split('{title}');
  return [new Text(before), createElement('cite', {}, title), new Text(after)];
}

import type { EmbeddedPassage } from '../../passages/passage.ts';
import { comparableTo } from '../../retrieval/comparable-passages.ts';
import { sentenceTextsOf } from '../../retrieval/passage-terms.ts';
import { headingQuestion } from './heading-questions.ts';
import { KnownNames } from './known-names.ts';
import { sentenceQuestions } from './sentence-questions.ts';
import { frequentNames, isSectionTheme } from './theme-questions.ts';

/** A question that a document may answer, and what its quotes have to hold for it to be kept. */
export interface ProposedQuestion {
  text: string;
  /** It has to be answered with this sentence, … */
  source?: { passageId: string; index: number };
  /** … from the section with this heading first, … */
  heading?: string;
  /** … or with a sentence that has all the words of this. */
  theme?: string;
}

/** "Toyota and Nissan" are two, "the Ministry of Trade and Industry" is one. */
const joined = /^(?!.*\s(?:of|for)\s).*\sand\s|\b(\S+) \1\b/;
/** Names asked about, of one document. */
const mostNames = 12;

/**
 * Questions made by rule from one document in English, in an order in which the better forms and all
 * its parts come early. Cost: some 0.2 ms a passage.
 * @param passages of one document, in order
 */
export function proposeQuestions(passages: readonly EmbeddedPassage[]): ProposedQuestion[] {
  const known = passages.filter(comparableTo('en'));
  const texts = known.map(({ text }) => text);
  const headings = known.flatMap(({ title, section }) => [title, ...section]);
  const names = new KnownNames(texts, new Set(headings));
  const ofSentences = known.flatMap((passage) => proposeOfSentences(passage, names));
  const sections = [...new Set(known.flatMap(({ section }) => section.slice(-1)))];
  const ofSections = sections.flatMap((heading): ProposedQuestion[] => {
    const asked = headingQuestion(heading);
    if (asked !== undefined) return [{ text: asked, heading }];
    if (!isSectionTheme(heading)) return [];
    return [{ text: `What is said about “${heading}”?`, heading }];
  });
  const titles = [...new Set(known.map(({ title }) => title))];
  const ofNames = frequentNames(known, titles)
    .filter((name) => !joined.test(name))
    .slice(0, mostNames)
    .map((theme) => ({ text: `What is said about ${theme}?`, theme }));
  return inTurn([ofSentences, ofSections, ofNames]);
}

function proposeOfSentences(passage: EmbeddedPassage, names: KnownNames): ProposedQuestion[] {
  return sentenceTextsOf(passage).flatMap((sentence, index) => {
    const { kind } = passage.sentences[index]!;
    if (kind !== 'paragraph' && kind !== 'list-item') return [];
    const source = { passageId: passage.id, index };
    return sentenceQuestions(sentence, names).map((text) => ({ text, source }));
  });
}

/** The first of each list, then the second of each, and so on; each question once. */
export function inTurn(lists: readonly (readonly ProposedQuestion[])[]): ProposedQuestion[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const all = Array.from({ length: longest }, (_, at) =>
    lists.flatMap((list) => list.slice(at, at + 1)),
  ).flat();
  const seen = new Set<string>();
  return all.filter(({ text }) => !seen.has(text) && seen.add(text));
}

import type { Turn } from '../protocol.ts';
import { analyzeTerms, isStopWord } from '../language/analyze-terms.ts';
import { questionIntent } from './question-intent.ts';

/** A follow-up leans on one of the last few questions, not on the whole conversation. */
const turnsRead = 4;
/** A question with so many content words of its own stands alone, pronoun or not. */
const selfContained = 5;

const leadingConnective =
  /^(?:and what about|and how about|what about|how about|and|but|so|or|then|also)\b[\s,]*/i;
/** Asks for more of the same, in words that are about no subject. */
const asksForMore =
  /^(?:please )?(?:(?:can|could) you )?(?:please )?(?:elaborate|go on|continue|say more|(?:(?:some|any) )?(?:more|further) (?:details?|information)|(?:in )?more detail|(?:give me |tell me )?(?:the )?details|explain(?: (?:more|further))?)(?:,? please)?[\s.?!]*$/i;
/** A sentence of its own that names a subject: "So what is Internet sovereignty?" */
const namesItsSubject =
  /^(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have)\b.*\s["'“‘(]*\p{Lu}/u;
/** "that" is a pronoun behind a verb or a preposition and at the end, and mostly a conjunction elsewhere. */
const subjectPronoun =
  /\b(?:it|they|them|he|she|him|this|these|those|(?<=\b(?:is|was|are|were|does|did|do|about|of|for|after|before|by|from|with|to|in|on|at|like)\s)that|that(?=[\s.?!]*$))\b/gi;
const possessivePronoun = /\b(?:its|their|his|her)\b/gi;
/** "this concept" speaks of what was said as much as "it", but needs the earlier question whole. */
const pointsAtNoun =
  /\b(?:this|these|those|(?<=\b(?:about|of|for|after|before|by|from|with|to|in|on|at|like)\s)that)\s+(\p{L}+)/iu;
/** "this commentary" speaks of what is read, not of what was said. */
const documentReference =
  /\b(?:this|that|the|these|those)\s+(?:document|text|commentary|article|paper|report|essay|piece|page|book|file)s?\b/gi;
const name =
  /\p{Lu}[\p{L}\p{N}.&'’-]*(?:\s+(?:(?:of|the|and|for|on|in)\s+)*\p{Lu}[\p{L}\p{N}.&'’-]*)*/gu;

/**
 * Completes a follow-up from the earlier questions, by rule: a pronoun becomes the last subject, an
 * ellipsis is put behind the last question. A question that stands alone comes back as it is, as
 * does one about the documents as a whole.
 */
export function standaloneQuestion(question: string, history: readonly Turn[]): string {
  const earlier = history
    .filter((turn) => turn.role === 'user' && questionIntent(turn.content).kind !== 'conversation')
    .slice(-turnsRead);
  const previous = earlier.reduce<string | undefined>(
    (before, turn) => completeQuestion(turn.content, before),
    undefined,
  );
  return completeQuestion(question, previous);
}

function completeQuestion(question: string, previous: string | undefined): string {
  if (previous === undefined || isAboutDocuments(question, previous)) return question;
  const connective = leadingConnective.exec(question)?.[0] ?? '';
  const rest = question.slice(connective.length);
  const withoutDocument = rest.replace(documentReference, '');
  const namesDocument = withoutDocument !== rest;
  const terms = analyzeTerms(withoutDocument).length;
  const pronouns = pronounsOf(withoutDocument);
  const refers = pronouns.length > 0 && (terms < selfContained || connective !== '');
  if (!refers) {
    const fragment = connective !== '' && terms < 3 && !namesItsSubject.test(rest);
    const empty = terms === 0 && !namesDocument;
    return fragment || empty || asksForMore.test(rest) ? append(previous, rest) : question;
  }
  const subject = subjectOf(previous);
  // Two pronouns stand for two subjects, and only one is known.
  const unclear = pronouns.length > 1 || pointsAtSomething(withoutDocument);
  return subject && !unclear ? replacePronoun(rest, subject) : append(previous, rest);
}

/** Such a question keeps its form, by which it is known; "it" is what the last one was about. */
function isAboutDocuments(question: string, previous: string): boolean {
  const intent = questionIntent(question);
  if (intent.kind === 'conversation') return true;
  if (intent.kind === 'theme') return pronounsOf(intent.theme).length === 0;
  if (intent.kind !== 'overview' && intent.kind !== 'author') return false;
  const saysIt = pronounsOf(question.replace(documentReference, '')).length > 0;
  const before = questionIntent(previous).kind;
  const wasAboutDocuments = before === 'overview' || before === 'author';
  return !saysIt || wasAboutDocuments || (intent.kind === 'author' && before === 'theme');
}

function pronounsOf(text: string): string[] {
  const found = [...text.matchAll(subjectPronoun), ...text.matchAll(possessivePronoun)];
  return [...new Set(found.map(([pronoun]) => pronoun.toLowerCase()))];
}

const pointsAtSomething = (text: string): boolean =>
  analyzeTerms(pointsAtNoun.exec(text)?.[1] ?? '').length > 0;

const append = (previous: string, rest: string): string =>
  /[\p{L}\p{N}]/u.test(rest) ? `${previous} ${rest}` : previous;

/** Puts the subject in the place of the first pronoun that is not part of "this document". */
function replacePronoun(question: string, subject: string): string {
  const substitute = (pronoun: RegExp, replacement: string) => {
    const either = new RegExp(`${documentReference.source}|(${pronoun.source})`, 'gi');
    const match = [...question.matchAll(either)].find(([, found]) => found !== undefined);
    if (!match) return undefined;
    const end = match.index + match[0].length;
    return question.slice(0, match.index) + replacement + question.slice(end);
  };
  const replaced =
    substitute(subjectPronoun, subject) ??
    substitute(possessivePronoun, `${subject}'s`) ??
    question;
  return replaced[0]!.toUpperCase() + replaced.slice(1);
}

/** The longest name of several words in a question, or else its longest run of content words. */
function subjectOf(question: string): string | undefined {
  const names = [...question.matchAll(name)]
    .map((match) => trimStopWords(match[0]))
    .filter((candidate) => candidate.includes(' '));
  const runs = question.split(/[^\p{L}\p{N}'’-]+/u).reduce<string[]>(
    (collected, word) => {
      if (word === '' || isStopWord(word)) collected.push('');
      else collected.push(`${collected.pop() ?? ''} ${word}`.trim());
      return collected;
    },
    [''],
  );
  const candidates = names.length > 0 ? names : runs.filter((run) => run !== '');
  return candidates.sort((left, right) => right.length - left.length)[0];
}

function trimStopWords(phrase: string): string {
  const words = phrase.split(/\s+/);
  while (words.length > 0 && isStopWord(words[0]!)) words.shift();
  return words.join(' ').replace(/['’]s$/, '');
}

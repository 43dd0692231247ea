import type { Turn } from '../protocol.ts';
import { analyzeTerms, isStopWord } from '../retrieval/analyze-terms.ts';

/** A follow-up leans on one of the last few questions, not on the whole conversation. */
const turnsRead = 4;
/** A question with so many content words of its own stands alone, pronoun or not. */
const selfContained = 5;

const leadingConnective =
  /^(?:and|but|so|or|then|also|what about|how about|and what about)\b[\s,]*/i;
const subjectPronoun = /\b(?:it|they|them|he|she|him|this|that|these|those)\b/i;
const possessivePronoun = /\b(?:its|their|his|her)\b/i;
/** "this commentary" speaks of what is read, not of what was said. */
const documentReference =
  /\b(?:this|that|the|these|those)\s+(?:document|text|commentary|article|paper|report|essay|piece|page|book|file)s?\b/gi;
const name =
  /\p{Lu}[\p{L}\p{N}.&'’-]*(?:\s+(?:(?:of|the|and|for|on|in)\s+)*\p{Lu}[\p{L}\p{N}.&'’-]*)*/gu;

/**
 * Completes a follow-up from the earlier questions, by rule: a pronoun becomes the last subject, an
 * ellipsis is put behind the last question. A question that stands alone comes back as it is.
 */
export function standaloneQuestion(question: string, history: readonly Turn[]): string {
  const earlier = history.filter((turn) => turn.role === 'user').slice(-turnsRead);
  const previous = earlier.reduce<string | undefined>(
    (before, turn) => completeQuestion(turn.content, before),
    undefined,
  );
  return completeQuestion(question, previous);
}

function completeQuestion(question: string, previous: string | undefined): string {
  if (previous === undefined) return question;
  const connective = leadingConnective.exec(question)?.[0] ?? '';
  const rest = question.slice(connective.length);
  const withoutDocument = rest.replace(documentReference, '');
  const terms = analyzeTerms(withoutDocument).length;
  const hasPronoun =
    subjectPronoun.test(withoutDocument) || possessivePronoun.test(withoutDocument);
  const leans = (hasPronoun && terms < selfContained) || connective !== '' || terms === 0;
  if (!leans) return question;
  const subject = subjectOf(previous);
  if (hasPronoun && subject) return replacePronoun(rest, subject);
  if (hasPronoun || terms < 3) return `${previous} ${rest}`.trim();
  return question;
}

function replacePronoun(question: string, subject: string): string {
  const replaced = subjectPronoun.test(question.replace(documentReference, ''))
    ? question.replace(subjectPronoun, subject)
    : question.replace(possessivePronoun, `${subject}'s`);
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

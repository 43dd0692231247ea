import { analyzeTerms } from '../language/analyze-terms.ts';
import type { Turn } from '../protocol.ts';
import { isElliptic, withExchange } from './elliptic-question.ts';
import { type QuestionIntent, questionIntent } from './question-intent.ts';
import { questionParts } from './question-parts.ts';
import {
  documentReference,
  outwardPronouns,
  pointsAtSomething,
  possessivePronoun,
  subjectPronoun,
} from './question-references.ts';
import { questionOwner, questionSubject } from './question-subject.ts';
import { withoutCourtesy } from './recognize-conversation.ts';

/** A follow-up leans on one of the last few questions, not on the whole conversation. */
const turnsRead = 4;
/** A question with so many content words of its own stands alone, pronoun or not. */
const selfContained = 5;

const leadingConnective =
  /^(?:and what about|and how about|what about|how about|and|but|so|or|then|also)\b[\s,]*/i;
/** Turns among which those are looked for. */
const turnsSearched = 20;
/** UTF-16 units. What is longer was no question, and reading its form could take seconds. */
const longestQuestion = 2000;
/** Whose name the answer is, and not the question: "Who invented the telephone?" */
const asksForPerson = /^(?:who|whom|whose)\b(?!(?:['’]s|\s+(?:is|was|are|were))\s)/i;
const definition = /^(?:what|who)(?:['’]s|\s+(?:is|are|was|were))\s/i;

/**
 * Completes a follow-up from the earlier questions, by rule: a pronoun becomes the last subject, an
 * ellipsis is put behind the last question or in the place of what it exchanges. A question that
 * stands alone comes back as it is, as does one about the documents as a whole.
 */
export function standaloneQuestion(question: string, history: readonly Turn[]): string {
  const earlier = history
    .slice(-turnsSearched)
    .filter(({ role, content }) => role === 'user' && content.length <= longestQuestion)
    .filter(({ content }) => questionIntent(content).kind !== 'conversation')
    .slice(-turnsRead)
    .flatMap(({ content }) => questionParts(withoutCourtesy(content)));
  const previous = earlier.reduce<string | undefined>(
    (before, asked) => completeQuestion(asked, before),
    undefined,
  );
  return completeQuestion(question, previous);
}

/** Words that only go on with what was said. */
const goingOn =
  /^(?:ok(?:ay)?|well|fine|right|good|yes|no|sure|and|but|so|or|then|also|what about|how about)\b/i;

/**
 * Whether a question may mean what only the history tells: where `standaloneQuestion` completes it,
 * and where its form leaves that open. Never without an earlier question.
 */
export function leansOnHistory(question: string, history: readonly Turn[]): boolean {
  if (!history.some(({ role, content }) => role === 'user' && content.trim() !== '')) return false;
  const intent = questionIntent(question);
  if (intent.kind === 'conversation') return false;
  if (standaloneQuestion(question, history) !== question) return true;
  if (outwardPronouns(question.replace(documentReference, '')).length > 0) return true;
  const isShort = analyzeTerms(question).length < selfContained;
  return isShort && (goingOn.test(question) || isElliptic(question, { connected: false }));
}

function completeQuestion(question: string, previous: string | undefined): string {
  if (previous === undefined || isAboutDocuments(question, previous)) return question;
  const connective = leadingConnective.exec(question)?.[0] ?? '';
  const rest = question.slice(connective.length);
  const withoutDocument = rest.replace(documentReference, '');
  const namesDocument = withoutDocument !== rest;
  const pronouns = outwardPronouns(withoutDocument);
  const terms = analyzeTerms(withoutDocument).length;
  if (pronouns.length > 0 && (terms < selfContained || connective !== '')) {
    return withReferent(rest, withoutDocument, pronouns, previous);
  }
  if (namesDocument || !isElliptic(rest, { connected: connective !== '' })) return question;
  return withExchange(previous, rest) ?? append(previous, rest);
}

/** Such a question keeps its form, by which it is known; "it" is what the last one was about. */
function isAboutDocuments(question: string, previous: string): boolean {
  const intent = questionIntent(question);
  if (intent.kind === 'conversation') return true;
  if (intent.kind === 'theme') return outwardPronouns(intent.theme).length === 0;
  if (intent.kind !== 'overview' && intent.kind !== 'author') return false;
  const saysIt = outwardPronouns(question.replace(documentReference, '')).length > 0;
  const before = questionIntent(previous).kind;
  return !saysIt || isOfDocuments(before) || (intent.kind === 'author' && before === 'theme');
}

const isOfDocuments = (kind: QuestionIntent['kind']): boolean =>
  kind === 'overview' || kind === 'author';

/** A question with its pronoun replaced, or behind the earlier one where that is not safe. */
function withReferent(
  rest: string,
  withoutDocument: string,
  pronouns: readonly string[],
  previous: string,
): string {
  const before = questionIntent(previous);
  // There "it" is the document, which need not be named.
  if (isOfDocuments(before.kind)) return rest;
  const [pronoun = ''] = pronouns;
  const unclear =
    // Two pronouns stand for two subjects, and only one is known.
    pronouns.length > 1 ||
    pointsAtSomething(withoutDocument) ||
    (/^(?:he|she|him|his|her|they|them|their)$/.test(pronoun) && asksForPerson.test(previous)) ||
    (isEvent(pronoun, rest) && !definition.test(previous));
  const owns = /^(?:its|their|his|her)$/.test(pronoun);
  const topic = before.kind === 'theme' ? before.theme : undefined;
  const subject = topic ?? (owns ? questionOwner(previous) : questionSubject(previous));
  return subject && !unclear ? replacePronoun(rest, subject) : append(previous, rest);
}

/** What happened, and not a thing: "Why is that?", "When did it happen?" */
const isEvent = (pronoun: string, rest: string): boolean =>
  pronoun === 'that' || pronoun === 'this' || /\bit (?:happen|occur|matter)\b/i.test(rest);

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

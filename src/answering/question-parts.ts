import { beginsRequest, clauseForm, isQuestion, withoutRequest } from './question-form.ts';

/** More questions at once than these are not told apart: the rest is searched as one. */
const mostParts = 4;
/** Characters. What is longer is a text to look up and not a few questions. */
const longest = 1000;

/** What stands in quotation marks or parentheses is never cut; it counts as one capitalised word. */
const enclosed = /"[^"]*"|“[^”]*”|«[^»]*»|\([^)]*\)/g;
/** Where a sentence ends, with a marker of a list or a connective before the next. */
const sentenceEnd =
  /(?:\s*[?？]+[\s!.]*(?=\S)|\s*[;\n]\s*|(?<!\b(?:\p{Lu}|Mr|Ms|Mrs|Dr|St|vs|No))[.!]+\s+(?=\p{Lu}|\d+[.)]))(?:(?:\d{1,2}[.)]|[-*•])\s+)?(?:(?:[Aa]nd|[Bb]ut|[Aa]lso|[Tt]hen|[Pp]lus),?\s+(?:also\s+)?)?/gu;
const conjunction = /(?:\s*,\s*|\s+)(?:(?:and|but|plus|&)\s+(?:(?:also|then),?\s+)?)|,\s+/gi;

interface Separator {
  from: number;
  to: number;
  kind: 'sentence' | 'conjunction' | 'comma';
}

/**
 * Cuts what asks several things into its questions, in order and in the asker's words; anything else
 * comes back whole. It cuts only where both sides are plainly questions of their own: not "the
 * difference between X and Y", not "say and do", not "when and where". It reads forms, not meaning.
 */
export function questionParts(question: string): string[] {
  if (question.length > longest) return [question];
  const masked = question.replace(enclosed, (text) => `Q${'q'.repeat(text.length - 1)}`);
  const cuts = findCuts(masked);
  if (cuts.length === 0) return [question];
  const kept = cuts.slice(0, mostParts - 1);
  const starts = [0, ...kept.map(({ to }) => to)];
  return starts.map((start, index) => {
    const cut = kept[index] ?? { from: question.length, to: question.length };
    const marked = /[?？]\s*$/.test(question.slice(start, cut.to));
    return presentable(question.slice(start, cut.from), marked);
  });
}

function findCuts(text: string): Separator[] {
  const cuts: Separator[] = [];
  /** Where the clause began that a conjunction may end. */
  let clause = skipListMarker(text);
  /** Whether a question has ended since the last cut, so that a new one may begin. */
  let asked = false;
  /** "Tell me who wrote it and when it was passed" goes on in the form of what is told. */
  let reported = false;
  for (const separator of separators(text)) {
    const [before, after] = [text.slice(clause, separator.from), text.slice(separator.to)];
    const left = withoutRequest(before);
    if (separator.kind === 'sentence') {
      asked ||= isQuestion(left, left !== before) || beginsRequest(before);
      reported = false;
      clause = separator.to;
      if (!asked || !beginsSentence(firstSentence(after))) continue;
    } else {
      reported ||= left !== before;
      if (!isCutAt(separator, left, firstSentence(after), reported)) continue;
      clause = separator.to;
    }
    cuts.push(separator);
    asked = false;
  }
  return cuts;
}

function isCutAt({ kind }: Separator, left: string, right: string, reported: boolean): boolean {
  const form = clauseForm(right, left, reported);
  return form !== 'none' && isQuestion(left, reported) && (kind !== 'comma' || form === 'inverted');
}

/** Two words are an afterthought: "Why not?", "How so?", "Who else?" */
function beginsSentence(sentence: string): boolean {
  const question = withoutRequest(sentence);
  const whole = isQuestion(question, question !== sentence) || beginsRequest(sentence);
  return whole && sentence.split(/\s+/).length > 2;
}

function firstSentence(text: string): string {
  const end = text.search(/[?？;\n]|[.!](?=\s|$)/);
  return (end < 0 ? text : text.slice(0, end)).trim();
}

function separators(text: string): Separator[] {
  const found = [...text.matchAll(sentenceEnd)].map((match) => toSeparator(match, 'sentence'));
  for (const match of text.matchAll(conjunction)) {
    const separator = toSeparator(match, /\w|&/.test(match[0]) ? 'conjunction' : 'comma');
    const inside = found.some(({ from, to }) => separator.from < to && separator.to > from);
    if (!inside) found.push(separator);
  }
  return found.sort((left, right) => left.from - right.from);
}

const toSeparator = (match: RegExpExecArray, kind: Separator['kind']): Separator => ({
  from: match.index,
  to: match.index + match[0].length,
  kind,
});

const skipListMarker = (text: string): number =>
  /^\s*(?:(?:\d{1,2}[.)]|[-*•])\s+)?/.exec(text)![0].length;

/** Not the stop of initials: "the U.S." */
const finalMarks = /(?:[\s,;:?？!]|(?<!\p{Lu})\.)+$/u;

/** As it would be written by itself, without the "Tell me" that the others share. */
function presentable(part: string, marked: boolean): string {
  const text = part.slice(skipListMarker(part)).replace(finalMarks, '');
  const question = withoutRequest(text);
  const mark = marked || isQuestion(question) ? '?' : '';
  return `${question.replace(/^\p{Ll}/u, (first) => first.toUpperCase())}${mark}`;
}

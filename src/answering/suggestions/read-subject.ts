import type { KnownNames } from './known-names.ts';
import { matchAt, readName } from './read-name.ts';
import { pointing } from './telling-words.ts';

/** What a clause is about, and what it says of it. */
export interface Subject {
  /** With its article, as amid a sentence. */
  text: string;
  /** False for "the north pier". */
  isName: boolean;
  /** Whether the sentence begins with something else. */
  isBehindLead: boolean;
  /** "In March 2016" before it. */
  date?: string;
  /** What comes behind it. */
  rest: string;
}

const month =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December)';
export const dateText = String.raw`(?:[Ii]n|[Oo]n)\s+(?:the\s+)?(?:\d{1,2}\s+)?(?:${month}\s+)?(?:\d{1,2},\s+)?[12]\d{3}\b(?!s|\s*[-–—])`;

const dateLead = new RegExp(String.raw`^(?<date>${dateText}),?\s+`);
/** "For example, …", "After the war, …" */
const anyLead = /^[A-Z][^,;:()"“”]*,\s+/;
const longestLead = 80;
const article = /[Tt]he\s+/y;
/** A noun with what tells it apart: not "the pier", which means one that was named before. */
const plainWord =
  /(?!(?:is|are|was|were|be|been|has|had|have|and|or|for|in|on|at|by|to|with|from|that|which|who|as|than|not|can|could|may|might|must|will|would|shall|should|do|does|did|[a-z]+ly)\b)[a-z][a-z-]+/y;
const blank = /\s/y;
const bracket = /^\s*\([^()]*\)/;

/** The subjects that a sentence may begin with; several where only its verb will tell. */
export function readSubjects(sentence: string, names: KnownNames): Subject[] {
  const dated = dateLead.exec(sentence);
  const lead = dated?.[0] ?? anyLead.exec(sentence)?.[0] ?? '';
  const starts = lead.length > 0 && lead.length <= longestLead ? [0, lead.length] : [0];
  const date = dated?.groups?.['date'];
  return starts.flatMap((start) =>
    subjectsAt(sentence, start, names).map((subject) =>
      start > 0 ? { ...subject, isBehindLead: true, ...(date ? { date } : {}) } : subject,
    ),
  );
}

/** "the Law" amid a sentence, with what comes behind it. */
export function namesWithArticle(sentence: string, names: KnownNames): Subject[] {
  return [...sentence.matchAll(/\sthe\s(?=\p{Lu})/gu)].flatMap(({ index }) =>
    subjectsAt(sentence, index + 1, names),
  );
}

function subjectsAt(text: string, start: number, names: KnownNames): Subject[] {
  const behind = matchAt(article, text, start);
  const found = readName(text, behind ?? start);
  if (found) {
    if (!names.has(found.name) || pointing.test(found.name)) return [];
    const subject = `${behind === undefined ? '' : 'the '}${found.name}`;
    return [{ text: subject, isName: true, isBehindLead: false, rest: restOf(text, found.end) }];
  }
  return behind === undefined ? [] : commonSubjects(text, behind);
}

/** "the north pier", "the centrifugal governor": two words or three. */
function commonSubjects(text: string, start: number): Subject[] {
  const ends: number[] = [];
  for (let at: number | undefined = start; at !== undefined && ends.length < 3; ) {
    const end = matchAt(plainWord, text, at);
    if (end === undefined) break;
    ends.push(end);
    at = matchAt(blank, text, end);
  }
  return ends.slice(1).flatMap((end): Subject[] => {
    const noun = text.slice(start, end);
    if (pointing.test(noun)) return [];
    return [{ text: `the ${noun}`, isName: false, isBehindLead: false, rest: restOf(text, end) }];
  });
}

const restOf = (text: string, end: number): string =>
  text.slice(end).replace(bracket, '').trimStart();

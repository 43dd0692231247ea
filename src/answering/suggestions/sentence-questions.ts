import type { KnownNames } from './known-names.ts';
import { deedBesideName, headOf, type QuestionRule, questionRules } from './question-rules.ts';
import { matchAt, readName } from './read-name.ts';
import { namesWithArticle, readSubjects, type Subject } from './read-subject.ts';
import { pointing, thingNoun } from './telling-words.ts';

const generic =
  /^(?:(?<article>An?)\s+)?(?<noun>[A-Za-z][a-z-]+(?:\s[a-z][a-z-]+){0,2})\s+(?<be>is|are)\s+(?:an?|the|any)\s+(?<what>[^.;:]{12,})/;
const duty =
  /^(?<who>[A-Z][a-z]+s|The\s[a-z]+(?:\s[a-z]+)?)\s+must\s+(?:also\s+)?(?<verb>submit|provide|include|contain|keep|pay|report|complete|sign|wear|carry|show|meet|obtain|ensure)\s+(?!it\b|them\b|this\b|to\b)/;
const required = /^(?<who>[A-Z][a-z]+(?:\s[a-z]+)?s)\s+(?:will\s+be|are)\s+required\s+to\s/;
const defined =
  /(?:^|\b(?:is|are|of|called|the)\s+)(?<what>(?!(?:is|are|of|called|the|which)\b)[A-Za-z][a-z-]+(?:\s[a-z][a-z-]+)?),?\s+(?:which\s+)?(?<be>is|are)\s+defined\s+as\s/;
const maker =
  /^(?:(?:also|first|originally|later|then)\s+)?(?<verb>founded|invented|discovered|designed|wrote|composed)\s+/;
const article = /the\s+/y;
/** What may follow a name that is not the beginning of a longer one. */
const nameEnd = /^(?:[,.;]|\s+(?:in|on|at|with)\s)/;
/** Abbreviations in brackets behind what they stand for. */
const bracketed = /\s+\((?<short>[A-Z][A-Z0-9]{1,7})\)/g;
/** Words that an abbreviation may be of. */
const longestFull = 80;
/** Quotation marks that open and don't close make no question. */
const mark = /["“”«»*_`<>|{}[\]]/;

/**
 * Questions that a sentence in English answers, made from its form alone: who, when, where, how many,
 * and what is said of a name that the texts know or of something that names itself ("the north
 * pier"). A sentence of another form gives none. Cost: some 20 µs.
 */
export function sentenceQuestions(sentence: string, names: KnownNames): string[] {
  const text = sentence.replace(/\s+/g, ' ').trim();
  const subjects = readSubjects(text, names);
  const questions = [
    ...subjects.flatMap((subject) => questionRules.flatMap((rule) => askBy(rule, subject))),
    ...namesWithArticle(text, names).flatMap(besideName),
    ...subjects.flatMap((subject) => made(subject, names)),
    ...genericDefinition(text, names),
    ...definition(text, names),
    ...duties(text, names),
    ...abbreviations(text),
  ];
  return [...new Set(questions)].filter((question) => !mark.test(question));
}

function askBy({ pattern, ofNames, ask }: QuestionRule, subject: Subject): string[] {
  if (ofNames && !subject.isName) return [];
  const match = pattern.exec(subject.rest);
  const question = match && ask((match.groups ?? {}) as Record<string, string>, subject);
  return question ? [question] : [];
}

/** "the Counter-Terrorism Law approved by …": of a single word nobody knows how far it goes back. */
function besideName(subject: Subject): string[] {
  const isLong = subject.text.split(' ').length > 2;
  return isLong && !/^,?\s*(?:owned|run|led)\b/.test(subject.rest)
    ? askBy(deedBesideName, subject)
    : [];
}

/** "Napoleon founded the Confederation of the Rhine" */
function made({ isName, rest }: Subject, names: KnownNames): string[] {
  const found = isName ? maker.exec(rest) : null;
  if (!found) return [];
  const behind = matchAt(article, rest, found[0].length);
  const thing = readName(rest, behind ?? found[0].length);
  if (!thing || !names.has(thing.name) || !nameEnd.test(rest.slice(thing.end))) return [];
  return [`Who ${found.groups!['verb']} ${behind === undefined ? '' : 'the '}${thing.name}?`];
}

/** "A time series is a …", "Seasonality is the …" */
function genericDefinition(text: string, names: KnownNames): string[] {
  const { article, noun = '', be, what = '' } = generic.exec(text)?.groups ?? {};
  if (noun === '' || /^the\b/i.test(noun) || pointing.test(noun)) return [];
  const isCommon = noun.split(' ').every((word) => names.isCommon(word));
  if (!isCommon || !thingNoun.test(headOf(what)) || (article && be === 'are')) return [];
  return [`What ${be} ${article ? `${article.toLowerCase()} ` : ''}${lowerFirst(noun)}?`];
}

/** "Internet sovereignty, which is defined as …" */
function definition(text: string, names: KnownNames): string[] {
  const { what = '', be } = defined.exec(text)?.groups ?? {};
  if (what === '' || pointing.test(what)) return [];
  const isCommon = text.startsWith(what) && names.isCommon(what.split(' ')[0]!);
  return [`What ${be} ${isCommon ? lowerFirst(what) : what}?`];
}

/** "Applicants must submit …", "Providers are required to …" */
function duties(text: string, names: KnownNames): string[] {
  const { who = '', verb } = (duty.exec(text) ?? required.exec(text))?.groups ?? {};
  const [first = ''] = who.split(' ');
  if (who === '' || pointing.test(who)) return [];
  if (first !== 'The' && !names.isCommon(first)) return [];
  const asked = lowerFirst(who);
  return [verb ? `What must ${asked} ${verb}?` : `What are ${asked} required to do?`];
}

/** "Organization of Petroleum Exporting Countries (OPEC)" */
function abbreviations(text: string): string[] {
  return [...text.matchAll(bracketed)].flatMap(({ index, groups }) => {
    const short = groups!['short']!;
    const words = text.slice(Math.max(0, index - longestFull), index).split(/[\s-]+/);
    // "Organization of Petroleum …": words without a capital don't count, but nothing else may be passed.
    const full = words.filter((word) => /^\p{Lu}/u.test(word)).slice(-short.length);
    const initials = full.map((word) => word[0]).join('');
    return initials === short ? [`What does ${short} stand for?`] : [];
  });
}

const lowerFirst = (text: string): string => `${text[0]!.toLowerCase()}${text.slice(1)}`;

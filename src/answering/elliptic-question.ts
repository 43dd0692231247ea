import { analyzeTerms } from '../language/analyze-terms.ts';
import { isQuestion } from './question-form.ts';
import { namesIn } from './question-subject.ts';

/** Asks for more of the same, or whether it is so, in words that are about no subject. */
const asksForMore =
  /^(?:please )?(?:(?:can|could) you )?(?:please )?(?:elaborate|go on|continue|say more|(?:(?:some|any) )?(?:more|further) (?:details?|information|examples?)|(?:in )?more detail|(?:give me |tell me )?(?:the )?details|explain(?: (?:more|further))?|(?:for|(?:give|show|name) me|(?:do you have )?any|an) (?:an )?examples?|such as|really|are you sure|is that (?:all|so|true|right|certain)|says who|who says so|what do you mean|how do you know)(?:,? please)?[\s.?!]*$/i;
/** "The second one", "the latter", "which ones": one of what was asked about. */
const oneOfThem =
  /\b(?:the (?:first|second|third|fourth|fifth|last|latter|former|next|other|others|same)(?: ones?)?(?=[\s.?!]*$|\s+(?:say|says|mean|do|does|is|are|was|were|require|apply|of (?:them|these|those))\b)|(?:which|what|this|that|these|those|other|any|another) ones?\b|(?:of|are|were) both(?=[\s.?!]*$)|(?:came|was|is|were|are|ranked|finished) (?:first|second|third|last|next)(?=[\s.?!]*$))/i;
const there = /\b(?<!\b(?:is|are|was|were|be|been|hi|hello)\s)there[\s.?!]*$/i;
const prepositional =
  /^(?:in|for|from|to|by|on|at|since|until|with|without|under|over|after|before|during|of|than|compared|such as|like)\s/i;
const questionWord = /^(?:who|whom|whose|what|when|where|why|which|how)\b(?!\s+(?:to|come)\b)/i;
/** A clause with a subject of its own: an article, a name, or what a definition is asked of. */
const ownSubject = /\b(?:the|an?|any|every|each)\s+\p{L}|.\s["'“‘(]*\p{Lu}/u;
const definition = /^(?:what|who)\s+(?:is|are|was|were)\s+(?!\p{L}+ed\b)\p{L}/iu;

/** Whether a question says too little by itself to be searched for, pronouns apart. */
export function isElliptic(question: string, { connected }: { connected: boolean }): boolean {
  const terms = analyzeTerms(question).length;
  if (terms === 0 || asksForMore.test(question)) return true;
  const words = question.trim().split(/\s+/).length;
  if (terms < 4 && (oneOfThem.test(question) || there.test(question))) return true;
  if (connected) return terms < 3 && !standsAsQuestion(question);
  if (isQuestion(question) || terms > 2) return false;
  if (questionWord.test(question)) return words <= 5;
  return prepositional.test(question) && words <= 5 && /[?]\s*$/.test(question);
}

/** "And who invented the zip?" changes the subject; "and who came next?" doesn't. */
const standsAsQuestion = (question: string): boolean =>
  definition.test(question) || (isQuestion(question) && ownSubject.test(question));

const year = /\b(?:1[0-9]|20)\d{2}\b/g;

/**
 * The earlier question with its only name or year exchanged for the one that the follow-up is:
 * "and in 2016?", "what about Japan?". Undefined where that is not plainly meant: a name of several
 * words, a law or a body, is seldom exchanged for a country.
 */
export function withExchange(previous: string, fragment: string): string | undefined {
  const text = fragment
    .replace(/[\s.?!]+$/, '')
    .replace(/^(?:in|for|about|of|on|at|to|from)\s+/i, '');
  const years = previous.match(year) ?? [];
  if (years.length === 1 && /^\d{4}$/.test(text)) return previous.replace(year, text);
  const [name, ...others] = namesIn(previous);
  if (name === undefined || others.length > 0 || namesIn(`of ${text}`)[0] !== text)
    return undefined;
  // "China's strategy" and "what about Japan?" make Japan's strategy.
  const old = /^(.+?)['’]s\s/.exec(name)?.[1] ?? name;
  if (/\s/.test(old) || /\s/.test(text)) return undefined;
  const said =
    previous.includes(` about ${old}`) || analyzeTerms(previous.replace(old, '')).length > 0;
  return said ? previous.replace(old, () => text) : undefined;
}

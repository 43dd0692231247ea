import { isStopWord } from '../language/analyze-terms.ts';

const capitalized = String.raw`\p{Lu}[\p{L}\p{N}.&'’-]*`;
const nameWords = String.raw`${capitalized}(?:\s+(?:(?:of|the|and|for|on|in)\s+)*${capitalized})*`;
const name = new RegExp(nameWords, 'gu');
const article = /^(?:the|an?)$/i;
const asking = /^(?:who|what)$/i;
/** "What is the deadline for applications?": all that follows is what the question is about. */
const definition =
  /^(?:(?:and|but|so|then),? )?(?:what|who)(?:['’]s|\s+(?:is|are|was|were))\s+(.+?)[\s.?!]*$/iu;
/** Longer than this it is a description and not a name for something. */
const longestDefinition = 9;
/** "who wrote", "what causes": a verb stands between the question word and what it is about. */
const askedVerb = /^(?:(?:and|but|so|then),? )?(?:who|what)\s+(?=\p{Ll})/iu;
/** Verbs that often follow a subject in "does the … cover"; behind them comes something else. */
const commonVerb =
  /^(?:affect|allow|apply|become|begin|bring|build|buy|cause|change|charge|close|come|contain|cost|cover|create|decide|define|describe|develop|differ|do|earn|eat|end|explain|fall|found|get|give|go|grow|happen|help|include|influence|invent|join|keep|last|lead|leave|live|look|lose|make|matter|mean|meet|need|offer|open|pay|play|prevent|prioriti[sz]e|produce|promise|propose|protect|prove|provide|raise|reach|recommend|report|require|return|rise|run|say|sell|send|serve|show|sign|spend|spread|start|stop|support|take|use|win|work|write)$/;
const doSupport = /^(?:do|does|did|can|could|will|would|should|must)$/i;

/**
 * What a question is about, as a later one may mean it by "it": what is defined, the longest name
 * of several words, a name, or else the longest run of words that carry its matter.
 */
export function questionSubject(question: string): string | undefined {
  const defined = definition.exec(question)?.[1];
  if (defined !== undefined && isNounPhrase(defined)) return defined;
  const names = namesIn(question);
  const found = names.filter((text) => / /.test(text.replace(/^the /, '')));
  if (found.length > 0) return longestOf(found);
  return names[0] ?? longestOf(contentRuns(question));
}

/** Whose "its" may be: "the boiling point of ethanol" leads to ethanol and its melting point. */
export function questionOwner(question: string): string | undefined {
  const subject = questionSubject(question);
  return subject === undefined ? undefined : (/\sof\s(.+)$/.exec(subject)?.[1] ?? subject);
}

/** The names in a question, with the article that stands before them; not the word it begins with. */
export function namesIn(question: string): string[] {
  return [...question.matchAll(name)]
    .map(({ 0: text, index }) => {
      const words = trimStopWords(text);
      const at = index + text.indexOf(words);
      const the = /\bthe\s+$/i.test(question.slice(0, at)) ? 'the ' : '';
      return { text: words.replace(/['’]s$/, ''), at, the };
    })
    .filter(({ text, at }) => text !== '' && (at > 0 || text.includes(' ')))
    .map(({ text, the }) => `${the}${text}`);
}

/** Not "allowed by law", not "the first to arrive, who …", and nothing that is itself unclear. */
function isNounPhrase(text: string): boolean {
  const words = text.split(/\s+/);
  const unclear =
    /\b(?:it|they|them|he|she|him|its|their|his|her|this|these|those|that|who|which|you|i|there)\b|[,;?]/i;
  const isName = /^\p{Lu}/u.test(text);
  return (
    words.length <= longestDefinition &&
    !unclear.test(text) &&
    words.some((word) => !isStopWord(word)) &&
    (isName || /^(?:the|an?)\s/i.test(text) || !/(?:ed|en|ing)$|\s(?:to|by|in)\s/.test(text))
  );
}

/** Words that carry the matter, as far as they stand together, with the article before them. */
function contentRuns(question: string): string[] {
  const tokens = question.match(/[\p{L}\p{N}'’-]+|[^\s\p{L}\p{N}]/gu) ?? [];
  const verbAt = askedVerb.test(question)
    ? tokens.findIndex((token) => asking.test(token)) + 1
    : -1;
  const runs: string[] = [];
  let start = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    const token = tokens[at];
    const isContent = token !== undefined && at !== verbAt && !isStopWord(token);
    if (isContent && /[\p{L}\p{N}]/u.test(token)) continue;
    if (at > start) runs.push(nounPhraseAt(tokens, start, at));
    start = at + 1;
  }
  return runs;
}

/** The run of tokens without the verb that follows a subject: "the warranty last". */
function nounPhraseAt(tokens: readonly string[], start: number, end: number): string {
  const words = tokens.slice(start, end);
  const articleBefore = article.test(tokens[start - 1] ?? '')
    ? tokens[start - 1]!.toLowerCase()
    : '';
  const supported = doSupport.test(tokens[start - (articleBefore === '' ? 1 : 2)] ?? '');
  const known = words.findIndex((word, at) => at > 0 && commonVerb.test(word));
  let kept = words.length;
  if (supported && known > 0) kept = known;
  else if (words.length > 1 && (/ed$/.test(words.at(-1)!) || (supported && words.length === 2))) {
    kept -= 1;
  }
  return `${articleBefore} ${words.slice(0, kept).join(' ')}`.trim();
}

const longestOf = (texts: readonly string[]): string | undefined =>
  [...texts].sort((left, right) => right.length - left.length)[0];

function trimStopWords(phrase: string): string {
  const words = phrase.split(/\s+/);
  while (words.length > 0 && isStopWord(words[0]!)) words.shift();
  return words.join(' ');
}

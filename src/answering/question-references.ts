import { analyzeTerms } from '../language/analyze-terms.ts';

/** "that" is a pronoun behind a verb or a preposition and at the end, and mostly a conjunction elsewhere. */
export const subjectPronoun =
  /\b(?:it|they|them|he|she|him|this|these|those|(?<=\b(?:is|was|are|were|does|did|do|about|of|for|after|before|by|from|with|to|in|on|at|like)\s)that|that(?=[\s.?!]*$))\b/gi;
export const possessivePronoun = /\b(?:its|their|his|her)\b/gi;
/** "this concept" speaks of what was said as much as "it", but needs the earlier question whole. */
const pointsAtNoun =
  /\b(?:this|these|those|(?<=\b(?:about|of|for|after|before|by|from|with|to|in|on|at|like)\s)that)\s+(\p{L}+)/iu;
/** "this commentary" speaks of what is read, not of what was said. */
export const documentReference =
  /\b(?:this|that|the|these|those)\s+(?:document|text|commentary|article|paper|report|essay|piece|page|book|file)s?\b/gi;

/** "It" that stands for nothing: "is it true that", "what time is it", "does it snow in". */
const emptyIt: readonly RegExp[] = [
  /\bit\s+(?:\w+\s+)?that\s/i,
  /\bit\s+(?:true|possible|necessary|important|essential|legal|illegal|lawful|allowed|permitted|forbidden|mandatory|compulsory|advisable|customary|common|normal|usual|rude|polite|wise|worth|fair|better|best|enough)\s+(?:\w+\s+)?(?:to|for|if|when|whether)\s/i,
  /\bit\s+(?:safe|dangerous|hard|difficult|easy|good|bad|cheaper|healthy|unhealthy)\s+to\s+\p{L}+\s+\p{L}+\s+\p{L}+/iu,
  /\bit\s+(?:take|takes|took|mean|feel|cost|like|matter|help|hurt)\s+(?:\p{L}+\s+)?(?:to|if|whether|when)\s/iu,
  /\b(?:what (?:time|day|date|year|month)|how (?:late|early|hot|cold|warm)) (?:is|was) it\b/i,
  /\bhow far (?:is|was) it (?:from|to|between)\b/i,
  /\b(?:is|was|does|did|will|when does|when will)\s+it\s+(?:usually |often |ever )?(?:rain|snow|freeze|hail|thunder)(?:ing)?\b/i,
  /\bit\s+(?:hot|cold|warm|sunny|dark|light|winter|summer|spring|autumn|night|day)\s+(?:in|at|on)\s/i,
];

/** What a pronoun can mean that stands earlier in the same sentence. */
const ownNoun =
  /(?:\b(?:is|are|was|were|do|does|did|can|could|will|would|should|must|has|have|had|if|when|that|which|what|how many)\s+(?:(?:the|an?|every|each|most|all|many|some)\s+)?|\b(?:a|an|every|each)\s+)(?!(?:it|they|he|she|them|you|i|we|one|there|this|that|these|those|not|the)\b)(\p{L}[\p{L}’'-]+)/giu;
const anyPreposition =
  /\b(?:to|of|for|in|on|at|by|with|about|from|after|before|during|behind|under|than|like)\s*$/i;
const subordinate =
  /\b(?:why|when|if|that|because|how|whether|after|before|until|while|what|where|who)\s*$/i;
const plural = /(?:s|people|children|men|women|police)$/i;

/** The pronouns of a question that mean something outside it, each once, in lower case. */
export function outwardPronouns(text: string): string[] {
  const plain = emptyIt.some((pattern) => pattern.test(text))
    ? text.replace(/\bit\b/gi, (it) => '_'.repeat(it.length))
    : text;
  const subjects = [...plain.matchAll(subjectPronoun)].filter(
    (match) => !subordinate.test(textBefore(text, match.index)) || !hasOwnNoun(text, match),
  );
  const owners = [...plain.matchAll(possessivePronoun)].filter((match) => !hasOwnNoun(text, match));
  const found = [...subjects, ...owners].map(([pronoun]) => pronoun.toLowerCase());
  return [...new Set(found)];
}

/** Characters. What a pronoun means is not further away, and looking is quadratic. */
const reach = 200;

const textBefore = (text: string, index: number): string =>
  text.slice(Math.max(0, index - reach), index);

/** "How does a company protect its data": not behind a preposition, where it may be either. */
function hasOwnNoun(text: string, { 0: pronoun, index }: RegExpExecArray): boolean {
  const before = textBefore(text, index);
  if (anyPreposition.test(before)) return false;
  const several = /^(?:they|them|their|these|those)$/i.test(pronoun);
  return [...before.matchAll(ownNoun)].some(
    ([, noun = '']) =>
      analyzeTerms(noun).length > 0 && (several ? plural.test(noun) : !/[^s]s$/i.test(noun)),
  );
}

/** "In that year", "this concept": a noun that only the earlier question makes clear. */
export const pointsAtSomething = (text: string): boolean =>
  analyzeTerms(pointsAtNoun.exec(text)?.[1] ?? '').length > 0;

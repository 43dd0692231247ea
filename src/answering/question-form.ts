/**
 * Of a clause behind "and": `inverted` can only be a question ("when does it end"); `subject` could
 * also go on with the clause before it ("who signed it"), but what stands there speaks against it.
 */
export type ClauseForm = 'inverted' | 'subject' | 'none';

const modal = '(?:can|could|will|would|should|shall|must)';
const be = '(?:is|are|was|were)';
const auxiliary = `(?:${be}|${modal}|do|does|did|has|have|had|may|might)(?:n['’]t)?`;
const determiner =
  '(?:the|an?|this|that|these|those|its|their|his|her|my|our|your|any|each|every|some|no|there)';
const quantifier = '(?:all|both|many|most|several|few)';
const nominative = '(?:[Ii]|he|she|we|they)';
const pronoun = `(?:${nominative}|you|it|one|anyone|anybody|everyone|everybody|nobody)`;
/** A word in capitals begins a name. Clauses are read with their first letter in lower case. */
const subject = String.raw`(?:(?:${determiner}|${quantifier}|${pronoun})\b|\p{Lu})`;
const noAuxiliary = String.raw`(?!(?:${auxiliary}|${determiner}|${pronoun}|and|or|but|to)(?![\p{L}\p{N}]))`;
const word = String.raw`${noAuxiliary}[\p{L}\p{N}][\p{L}\p{N}'’%-]*`;
const preposition =
  '(?:in|on|at|by|for|from|to|with|of|about|under|since|until|during|against|through|over|into|within)';
/** "how long", "which year", "how many of the large firms". */
const phrase = String.raw`(?:how|what|which|whose)(?:\s+${word}){1,4}?(?:\s+of\s+${determiner}(?:\s+${word}){1,3}?)?`;
const pastVerb =
  '(?:\\p{Ll}{2,}ed|made|wrote|led|took|gave|won|lost|built|said|came|went|became|began|ran|set|paid|sold|bought|grew|fell|rose|held|met|left|put|cut|sent|spoke|saw|got|found)';
const anyVerb =
  '(?:happens|happened|causes|caused|makes|drives|drove|counts|follows|changed|changes)';

const form = (...patterns: string[]): RegExp => new RegExp(`^(?:${patterns.join('|')})`, 'u');

const inverted = form(
  String.raw`(?:when|where|why|how)\s+${auxiliary}\s+[\p{L}\p{N}]`,
  String.raw`(?:who|whom|what|which|${phrase})\s+(?:do|does|did)(?:n['’]t)?\s+[\p{L}\p{N}]`,
  String.raw`(?:who|whom|what|which)\s+${modal}\s+${subject}`,
  String.raw`(?:${phrase}|${preposition}\s+(?:whom|what|which|${phrase}))\s+${auxiliary}\s+${subject}`,
);
/** "What is the limit": a question, but after "who decides" it is what is decided. */
const beforeSubject = form(String.raw`(?:who|what|which)\s+${auxiliary}\s+${subject}`);
const yesOrNo = form(String.raw`${auxiliary}\s+${subject}\S*\s+\S`);
const askingForSubject = form(
  String.raw`who\s+(?:${auxiliary}\s+)?${word}\s+\S`,
  String.raw`what\s+(?:${auxiliary}\s+${word}|${anyVerb}\s+\S|${pastVerb}\s+\S)`,
  String.raw`which\s+${be}\s+${word}\s+\S`,
  String.raw`${phrase}\s+(?:${auxiliary}\s+[\p{L}\p{N}]|${pastVerb}(?:\s+\S|$))`,
);
/** Behind "tell me", in the order of a statement: "when it was passed". */
const reportedQuestion = form(String.raw`(?:when|where|why|how|whom?|what|which|whose)\s+\S+\s+\S`);

/** Behind "and" such a subject cannot be the object of the verb before it, as in "and did it alone". */
const plainYesOrNo = form(
  String.raw`${auxiliary}\s+${nominative}\s`,
  String.raw`(?:${be}|${modal})\s+(?:it|you|this|that|these|those|there)\s`,
);
const yesOrNoWithNoun = form(String.raw`(?:${be}|${modal}|does|did)\s+(?:${subject})\S*\s+\S`);

const request =
  /^(?:please\s+)?(?:(?:can|could|would|will) you\s+)?(?:please\s+)?(?:tell (?:me|us)|let me know|explain(?: to me)?|describe|say|show me|find out|do you know|i(?:'d|’d| would) like to know|i (?:want|need) to know)\s+(?=(?:who|what|when|where|why|which|how)\b)/i;
const requestVerb =
  /^(?:please\s+)?(?:(?:can|could|would|will) you\s+)?(?:please\s+)?(?:tell (?:me|us)|explain|describe|list|summari[sz]e|give (?:me|us)|name|compare|define|outline)\s+\S/i;

const lowerFirst = (text: string): string =>
  text.trim().replace(/^\p{Lu}/u, (first) => first.toLowerCase());

/** "Can you tell me who …": the question in the request; anything else as it is. */
export const withoutRequest = (clause: string): string => clause.trimStart().replace(request, '');

export const beginsRequest = (clause: string): boolean => requestVerb.test(clause.trimStart());

/**
 * Whether a clause has the form of a whole question.
 * @param reported whether it is the question in a request, which may be in the order of a statement
 */
export function isQuestion(clause: string, reported = false): boolean {
  const text = lowerFirst(clause);
  if (reported && reportedQuestion.test(text)) return true;
  return [inverted, beforeSubject, yesOrNo, askingForSubject].some((one) => one.test(text));
}

/**
 * What the clause behind "and" is, given the one before it.
 * @param reported as of `isQuestion`
 */
export function clauseForm(right: string, left: string, reported: boolean): ClauseForm {
  const [text, before] = [lowerFirst(right), lowerFirst(left)];
  if (isIncomplete(before) || sharesItsEnd(before, text)) return 'none';
  if (inverted.test(text)) return 'inverted';
  if (isYesOrNo(text, before)) return 'inverted';
  const asksForSubject = beforeSubject.test(text) || askingForSubject.test(text);
  if (!asksForSubject && !(reported && reportedQuestion.test(text))) return 'none';
  return standsComplete(before) ? 'subject' : 'none';
}

const interrogative = /(?<=\s)(?:whom?|whose|what|when|where|why|which|how|whether|that)(?=\s)/;

/** Has no clause inside that "and" could go on with, and enough words to be about something. */
function standsComplete(clause: string): boolean {
  if (interrogative.test(` ${clause} `.replace(/^\s\S+/, ''))) return false;
  return clause.split(/\s+/).length > 3 || /\s(?:it|them|him|her|this|that)$/.test(clause);
}

function isYesOrNo(text: string, before: string): boolean {
  if (plainYesOrNo.test(text)) return true;
  const relative = /\s(?:who|which|that|whose)\s/.test(before);
  const closed = inverted.test(before) || beforeSubject.test(before) || yesOrNo.test(before);
  return closed && !relative && yesOrNoWithNoun.test(text);
}

const danglingWord = new RegExp(
  String.raw`\s(?:the|an?|its|their|his|my|our|your|more|less|not|and|or|both|either|neither|${preposition})$`,
  'u',
);
const hasSubject = new RegExp(String.raw`\s${auxiliary}\s+${subject}\S*\s`, 'u');

/** Goes on behind the "and": "between X", "either X", "Who is for". */
function isIncomplete(clause: string): boolean {
  if (/\sbetween\s(?!.*\sand\s)|\s(?:both|either|neither)\s(?!.*\s(?:and|n?or)\s)/.test(clause)) {
    return true;
  }
  return danglingWord.test(clause) && !(/\p{Ll}$/u.test(clause) && stranded(clause));
}

/** "What is it about" ends with its preposition. */
const stranded = (clause: string): boolean =>
  hasSubject.test(clause) && new RegExp(String.raw`\s${preposition}$`).test(clause);

/** "What is the lowest and what is the highest rate": what is asked about comes but once. */
function sharesItsEnd(left: string, right: string): boolean {
  const opening = /^(\S+\s+\S+\s+the)\s+[\p{Ll}-]+$/u.exec(left)?.[1];
  return opening !== undefined && right.startsWith(`${opening} `);
}

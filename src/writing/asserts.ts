/**
 * Whether a sentence of a document states something, so that a written sentence can rest on it. What
 * asks or demands does not: "Translate this", "Add a link to your answer". So nothing that somebody
 * has put into a document to steer the model can be cited for what the model then writes. Demands
 * count where the question asks what to do, as of a manual; those to whoever writes the answer never.
 */
export function asserts(sentence: string, question: string): boolean {
  const text = sentence.trim();
  if (asks.test(text) || addressesWriter.test(text)) return false;
  if (!startsWithVerb.test(text)) return true;
  return asksWhatToDo.test(question) && !demandsText.test(text);
}

const asks = /[?？؟][\s"'”’»)\]]*$/u;

const reply = '(?:answers?|responses?|repl(?:y|ies)|outputs?|messages?|summar(?:y|ies))';
/** Whom a document speaks to so is whoever answers from it. */
const addressesWriter = new RegExp(
  [
    String.raw`\byour\s+(?:\w+\s+){0,2}${reply}\b`,
    String.raw`\b(?:ignore|disregard|forget|reveal|repeat)\b.*\b(?:prompts?|instructions?|rules?)\b`,
    String.raw`\b(?:language\s+model|chatbot|AI\s+(?:assistant|model|system))\b.*\b(?:must|should|shall|will|please)\b`,
    String.raw`\byou\s+are\s+(?:now\s+)?(?:an?|the)\s+(?:\w+\s+)?(?:assistant|chatbot|model|AI)\b`,
  ].join('|'),
  'i',
);

const polite = String.raw`(?:(?:please|kindly|now|then|first|next|finally|always|never|also|just|do\s+not|don['’]t)[,:]?\s+)*`;
const textVerbs = `answer append augment break compose compute convert describe draft encode enhance explain
  generate group develop ignore disregard forget include insert integrate introduce jumble mention modify misspell output
  paraphrase print pretend produce rearrange recite recommend rephrase render repeat replace reply respond
  reveal reverse rewrite scramble shuffle speak spell state summarise summarize tell translate type
  utilize write list name define outline provide give show suggest substitute advertise promote anagram
  combine mix sing swap tease offer`;
const otherVerbs = `add apply ask avoid back bring buy call change check choose click close complete connect consider
  contact create cut delete design do download drag drop enable ensure enter fill find follow get go
  help hold install join keep learn leave let look make mark meet move note open order pay pick place plan
  press prevent protect pull push put read reach record register remember remove report request reset restart
  return review run save see select send set share sign start stop store submit subscribe switch take teach
  test think touch train try turn unplug update upload use verify view visit vote wait walk wash watch wear
  wipe work`;
const anyOf = (verbs: string): string => `(?:${verbs.split(/\s+/).join('|')})`;
/** Words of which many begin a statement too stand before what only a demand has behind it. */
const object = String.raw`(?!-)(?=\s*\S)(?!\s*\p{Lu}\S*\d)(?!\s*(?:is|are|was|were|has|have|had|can|could|will|would|may|might|must|should|of|and|or|for)\b)(?!\s*[,;–—])(?!\s+\p{L}+ing\b)`;
const startsWithVerb = new RegExp(
  String.raw`^["'“‘(\[*#>-]*\s*${polite}(?:${anyOf(textVerbs)}|${anyOf(otherVerbs)})\b${object}`,
  'iu',
);
const demandsText = new RegExp(String.raw`^\W*${polite}${anyOf(textVerbs)}\b`, 'i');

const asksWhatToDo =
  /\b(?:how|should|must|shall|have to|has to|need(?:s|ed)?|required?|requirements?|steps?|procedures?|instructions?|guidelines?|rules?|recipe|recommend(?:ed|ation|ations)?|advi[cs]e|allowed|may (?:i|we|one)|can (?:i|we|you|one)|what to|what (?:do|does|must|should|can) (?:i|we|you|one|people|users?))\b/i;

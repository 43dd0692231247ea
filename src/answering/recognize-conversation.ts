import type { Conversation } from '../protocol.ts';

/** Words that may stand beside courtesies and say nothing by themselves. */
const filler = alternatives(
  '(?:very|so) much|a lot|lots|a million|a bunch',
  'there|all|everyone|everybody|guys|folks|team|friend|mate|bot|chatbot',
  'so far|for now|in advance|again|today|please|then|now|and|so|oh|well|but|too|indeed',
  'for (?:your|the|all your|all the) (?:help|answers?|time|repl(?:y|ies)|information|info)',
  '(?:for|with) (?:that|this|it)',
);

const you = '(?:can|could|would|will) you (?:please )?';
const thisTool = 'this (?:chat|bot|tool|site|page|thing)';
const emphasis = '(?:very |really |quite |so |just )?';

/**
 * How each courtesy is said, the most telling first: "Hi, can you help me?" asks for help. What
 * begins like something longer comes after it.
 */
const courtesies: Readonly<Record<Exclude<Conversation, 'empty'>, string>> = {
  help: alternatives(
    `(?:please |${you})?help(?: me| us)?(?: out)?(?: with (?:this|it))?|instructions`,
    'i (?:need|want|could use) (?:some |your )?help',
    '(?:what|how) (?:can|could|do|will) you (?:do|help)(?: for)?(?: me| us)?(?: with)?',
    'what (?:are you able to do|are you for|do you know)',
    'what (?:can|could|should|may) (?:i|we) (?:ask(?: you| about| here)?|do here)',
    '(?:what|which) (?:kinds? of |sorts? of )?questions can i ask(?: you| here)?',
    `how (?:do|can|should) i (?:use (?:this|you|${thisTool})|ask (?:you|here|questions|a question))`,
    `how (?:do you|does ${thisTool}) work`,
    '(?:can|may|could) i ask (?:you )?(?:a question|something)',
  ),
  identity: alternatives(
    "(?:who|what)(?: exactly)? are you(?: exactly| called)?|who(?:'s| is) (?:this|there)",
    "what(?:'s| is) your name|do you have a name|introduce yourself|tell me about yourself",
    'who (?:made|built|created|wrote|trained|owns|runs) you',
    'who am i (?:talking|speaking|chatting) (?:to|with)',
    '(?:are you|is this|am i talking to) (?:an? )?(?:real |actual |live )?(?:bot|chatbot|robot|human|person|machine|computer|program|ai|llm|chatgpt|gpt|real|assistant|search engine)',
  ),
  farewell: alternatives(
    '(?:bye)+|bye[- ]bye|good ?bye|good ?night|cya|so long|farewell|take care|until next time',
    'see (?:you|ya)(?: (?:later|soon|tomorrow|around|next time))?|talk to you (?:later|soon)',
    'have a (?:nice|good|great|lovely) (?:day|one|evening|night|weekend|time)',
    "i(?:'m| am) (?:done|leaving|off)|(?:i )?(?:have|got) to go|gotta go",
  ),
  thanks: alternatives(
    'thank ?(?:you|u|yuo)|(?:(?:many|no|big) )?(?:thanks|thanx|thnx|thx|tnx|tahnks|thnaks)',
    'ty|tysm|cheers|ta|much appreciated|(?:i )?(?:really )?appreciate (?:it|that|this|your help)',
    '(?:that|this|it) (?:really )?help(?:s|ed)(?: me)?',
  ),
  greeting: alternatives(
    'h+i+|h+e+l+o+|hallo|hullo|h+e+y+|hiya|heya|howdy|yo|greetings|salutations|morning',
    "good (?:morning|afternoon|evening|day)|g'?day|(?:nice|pleased|good) to meet you",
    "sup|what(?:'s|s) up|how are (?:you|things)(?: doing)?|how(?:'s| is) it going|how do you do",
    '(?:is )?any(?:one|body) (?:there|here)|are you (?:there|here|ok|awake)|test(?:ing)?|ping',
  ),
  acknowledgement: alternatives(
    `(?:that|this|it)(?:'s| is| was|s) ${emphasis}(?:all|it|great|helpful|good|nice|perfect|fine|enough|right|correct|cool|interesting|useful|what i (?:needed|wanted))`,
    'that (?:will|would) be all|(?:good|great|nice|well) (?:job|work|answer|done|one)|good to know',
    'got it|gotcha|i (?:see|understand|got it)|understood|(?:that |it )?makes sense|sounds good',
    'o+k+|k+|ok+(?:ay|ey|ie)|alright|all right|sure|yes|yep|yeah|yup|no|nope|noted|never ?mind|nvm',
    'great|cool|nice|perfect|good|(?:very )?helpful|awesome|excellent|wonderful|fantastic|amazing',
    "brilliant|lovely|super|interesting|wow|lol|(?:ha){2,}|h+m+|ah+|a+h+a+|(?:i'm |i am )?sorry",
  ),
};

/** After it a word ends; an apostrophe or a hyphen goes on with the word. */
const wordEnd = String.raw`(?![\p{L}\p{N}'-])`;
const between = String.raw`[\s,.!?;:…()–—-]*`;
const atPlace = (pattern: string): RegExp => new RegExp(`${pattern}${wordEnd}${between}`, 'iuy');

const kinds = Object.keys(courtesies) as (keyof typeof courtesies)[];
const patterns = new Map(kinds.map((kind) => [kind, atPlace(courtesies[kind])]));
const fillerPattern = atPlace(filler);

/**
 * Tells talk from questions: greetings, thanks and the like, one or several and nothing else, and
 * what has no words at all. A text with anything more in it is none.
 */
export function recognizeConversation(text: string): Conversation | undefined {
  const plain = plainText(text);
  if (!/[\p{L}\p{N}]/u.test(plain)) return 'empty';
  const found = new Set<Conversation>();
  let at = 0;
  while (at < plain.length) {
    const next = longestCourtesy(plain, at, kinds);
    if (next) found.add(next.kind);
    const end = next?.end ?? (found.size > 0 ? endOfMatch(fillerPattern, plain, at) : undefined);
    if (end === undefined) return undefined;
    at = end;
  }
  return kinds.find((kind) => found.has(kind));
}

const emoji = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f/gu;

const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[’‘`´]/g, "'")
    .replace(emoji, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s"“”,.!?;:…()–—-]+|[\s"“”]+$/g, '');

/** The longest one, so that "good" does not keep "good morning" from being seen. */
function longestCourtesy(plain: string, at: number, wanted: typeof kinds) {
  let longest: { kind: (typeof kinds)[number]; end: number } | undefined;
  for (const kind of wanted) {
    const end = endOfMatch(patterns.get(kind)!, plain, at);
    if (end !== undefined && end > (longest?.end ?? at)) longest = { kind, end };
  }
  return longest;
}

function endOfMatch(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Courtesies that may stand before a question without being part of it. */
const beforeQuestions: typeof kinds = ['thanks', 'greeting', 'acknowledgement'];
/** How a question or a request begins. "Hello, Dolly!" and "Nice, France" begin otherwise. */
const questionStart =
  /(?:(?:and|but|so|then|also|now),? )?(?:(?:in|on|at|by|for|from|with|of|about) (?:what|which|whom?|whose)|who|whom|whose|what|when|where|why|which|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|may|might|must|tell|explain|describe|list|summari[sz]e|give|show|name|compare|define|find|please|i(?:'d|’d)?|we|let|regarding|concerning|according|another question|one more|(?:a|my|the next) question)(?:['’]s|['’]re)?(?![\p{L}\p{N}'-])/iuy;
const courtesyAfter =
  /(?<=[,.!?;]\s*)(?:(?:many )?(?:thanks|thx|cheers)|thank (?:you|u)|please)(?: (?:very much|so much|a lot|again|in advance|for your help))?[\s.!]*$/i;

/** These are no words of a question even without a mark behind them: "Nice is in which country?" */
const plainlyCourtesy =
  /^(?:hi|hello|helo|hey|hiya|good (?:morning|afternoon|evening)|ok|okay|thx|thanks|thank you)\b/i;

/** A question without the greeting before it or the thanks behind it; anything else as it is. */
export function withoutCourtesy(question: string): string {
  if (recognizeConversation(question)) return question;
  const rest = question.replace(courtesyAfter, '');
  const text = rest === question ? question : rest.replace(/[\s,;]+$/, '');
  let at = 0;
  let start = 0;
  while (at < text.length) {
    const courtesy = longestCourtesy(text, at, beforeQuestions);
    const fillerEnd = start > 0 || at === 0 ? undefined : endOfMatch(fillerPattern, text, at);
    const end = courtesy?.end ?? fillerEnd;
    if (end === undefined) break;
    at = end;
    const before = text.slice(0, at);
    const apart = /[,.!?;:…–—-]\s*$/.test(before) || plainlyCourtesy.test(before);
    if (apart && endOfMatch(questionStart, text, at)) start = at;
  }
  return start > 0 ? capitalize(text.slice(start)) : text;
}

const capitalize = (text: string): string =>
  text.replace(/^\p{Ll}/u, (first) => first.toUpperCase());

function alternatives(...patterns: string[]): string {
  return `(?:${patterns.join('|')})`;
}

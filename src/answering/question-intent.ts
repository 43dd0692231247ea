/** What kind of answer a question asks for. */
export type QuestionIntent =
  /** "What is this about?", "Summarise it." */
  | { kind: 'overview' }
  /** "What does it say about Russia?": sentences that stand for a theme. */
  | { kind: 'theme'; theme: string }
  /** "Who wrote this?": the answer is in the byline. */
  | { kind: 'author' }
  /** "Which three initiatives …?" */
  | { kind: 'list' }
  /** "Hello", "thanks", "help". */
  | { kind: 'conversation' }
  | { kind: 'fact' };

/** Names for the whole of what is indexed. */
const whole = String.raw`(?:it|this|that|these|those|them|(?:(?:this|that|the|these|those|your|all|all the)\s+)?(?:whole\s+|entire\s+|indexed\s+)?(?:document|text|commentary|article|paper|report|essay|piece|page|book|file|corpus|collection|content|source|material|author|writer)s?)`;
const summary = String.raw`(?:summar(?:y|ies|i[sz]e|i[sz]ing)|overview|tl;?dr|gist|outline|(?:main|key|central|most important)\s+(?:points?|ideas?|messages?|arguments?|takeaways?|topics?|themes?|findings?)|takeaways?)`;
const please = String.raw`(?:please\s+)?(?:can|could|would|will)?\s*(?:you\s+)?(?:please\s+)?(?:give\s+(?:me|us)\s+|provide\s+|write\s+|show\s+(?:me\s+)?)?(?:an?\s+|the\s+)?(?:short\s+|brief\s+|quick\s+)?`;

const overviewPatterns = [
  new RegExp(
    String.raw`^(?:and\s+)?what(?:'s|’s|\s+is|\s+are|\s+was)\s+${whole}(?:\s+\w+)?\s+(?:all\s+|mainly\s+|mostly\s+)?about$`,
    'i',
  ),
  new RegExp(
    String.raw`^what\s+(?:do|does)\s+${whole}\s+(?:talk|say|deal with|cover|discuss)(?:\s+about)?$`,
    'i',
  ),
  new RegExp(
    String.raw`^${please}${summary}(?:\s+(?:of|for|from|in)?\s*${whole})?(?:\s+please)?$`,
    'i',
  ),
  new RegExp(
    String.raw`^what(?:'s|’s|\s+is|\s+are)\s+the\s+${summary}(?:\s+(?:of|in|from)\s+${whole})?$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:tell\s+me|describe|explain)\s+(?:what\s+)?${whole}(?:\s+is)?(?:\s+about)?$`,
    'i',
  ),
];

const themePatterns = [
  new RegExp(
    String.raw`^(?:and\s+)?what\s+(?:do|does|did)\s+${whole}\s+(?:say|tell(?:\s+us)?|state|mention|write|report|explain|think|argue)\s+(?:about|on|of|regarding|concerning)\s+(.+)$`,
    'i',
  ),
  /^(?:please\s+)?(?:tell me|explain|describe)\s+(?:more\s+)?about\s+(.+)$/i,
  /^what\s+(?:is|was)\s+(?:said|stated|written|mentioned|reported)\s+(?:about|on|regarding)\s+(.+)$/i,
  new RegExp(String.raw`^${please}${summary}\s+(?:of|on|about|for)?\s*(.+)$`, 'i'),
];

const author = new RegExp(
  String.raw`^(?:and\s+)?(?:who\s+(?:wrote|authored|published|is\s+the\s+(?:author|writer)\s+of|was\s+the\s+(?:author|writer)\s+of)\s+${whole}|who\s+(?:is|was|are|were)\s+the\s+(?:author|writer)s?(?:\s+of\s+${whole})?|by\s+whom\s+(?:is|was)\s+${whole}\s+written|who\s+(?:is|was)\s+${whole}\s+(?:written\s+)?by)$`,
  'i',
);

const conversation =
  /^(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|yo|thanks?|thank you|thx|cheers|great|ok(?:ay)?|cool|nice|perfect|bye|goodbye|see you|help|help me|what can you do|who are you|what are you|how are you|test(?:ing)?)(?:\s+(?:there|all|everyone|very much|so much|a lot|again|you|today|please))*$/i;

const list =
  /\b(?:list|enumerate)\b|\b(?:which|what|name|give)\b(?:\s+(?:are|were|the|of|me|all|main|key|its|their))*\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|various|different)\b|\b(?:which|what)\b.{0,40}\b(?:initiatives|measures|steps|principles|responsibilities|reasons|factors|types|kinds|ways|examples|companies|countries|requirements|conditions|goals|objectives|points|elements|features|benefits|risks|sectors|industries)\b/i;

/** Reads a question's form. It looks at words alone, never at documents. */
export function questionIntent(question: string): QuestionIntent {
  const plain = question
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .replace(/^[\s"'“‘]+|[\s.?!"'”’…]+$/gu, '');
  if (conversation.test(plain)) return { kind: 'conversation' };
  if (author.test(plain)) return { kind: 'author' };
  if (overviewPatterns.some((pattern) => pattern.test(plain))) return { kind: 'overview' };
  for (const pattern of themePatterns) {
    const theme = pattern.exec(plain)?.[1]?.replace(/^["“‘']+|["”’']+$/g, '');
    if (theme !== undefined) return { kind: 'theme', theme };
  }
  return { kind: list.test(plain) ? 'list' : 'fact' };
}

import type { Conversation } from '../protocol.ts';
import { recognizeConversation } from './recognize-conversation.ts';

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
  /** "How does X differ from Y?" */
  | { kind: 'comparison' }
  /** "Hello", "thanks", "help". */
  | { kind: 'conversation'; conversation: Conversation }
  | { kind: 'fact' };

/** Names for the whole of what is indexed. */
const pronoun = '(?:it|this|that|these|those|them)';
const named = String.raw`(?:(?:this|that|the|these|those|your|all|all the)\s+)?(?:whole\s+|entire\s+|indexed\s+)?(?:document|text|commentary|article|paper|report|essay|piece|page|book|file|pdf|publication|corpus|collection|content|source|material)s?`;
const whole = `(?:${pronoun}|${named})`;
/** Who speaks in it; "describe the author" asks about a person. */
const speaker = String.raw`(?:${whole}|(?:the\s+)?(?:author|writer)s?)`;
const summaryVerb = String.raw`(?:summari[sz]e|summari[sz]ing|sum\s+up|recap)`;
const summaryNoun = String.raw`(?:summar(?:y|ies)|overview|tl;?dr|gist|outline|recap|(?:main|key|central|most important)\s+(?:points?|ideas?|messages?|arguments?|takeaways?|topics?|themes?|findings?)|takeaways?)`;
const please = String.raw`(?:please\s+)?(?:can|could|would|will)?\s*(?:you\s+)?(?:please\s+)?`;
const give = String.raw`(?:i(?:'d|’d| would)?\s+(?:want|need|like)\s+|give\s+(?:me|us)\s+|provide\s+|write\s+|show\s+(?:me\s+)?)?(?:an?\s+|the\s+)?(?:short\s+|brief\s+|quick\s+)?`;

const overviewPatterns = [
  new RegExp(
    String.raw`^(?:and\s+)?what(?:'s|’s|\s+is|\s+are|\s+was)\s+${whole}\s+(?:(?:all|mainly|mostly|really|actually|basically|generally|exactly)\s+)*about$`,
    'i',
  ),
  new RegExp(
    String.raw`^what\s+(?:do|does)\s+${whole}\s+(?:talk|say|deal with|cover|discuss)(?:\s+about)?$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:what|which)\s+(?:topics?|subjects?|themes?|questions?|issues?)\s+(?:do|does|are|is)\s+${whole}\s+(?:cover|covered|discuss|discussed|deal with|address|addressed|treat|about)(?:\s+in\s+${whole})?$`,
    'i',
  ),
  new RegExp(String.raw`^${please}${summaryVerb}(?:\s+${whole}(?:\s+up)?)?$`, 'i'),
  new RegExp(String.raw`^${please}sum\s+${whole}\s+up$`, 'i'),
  new RegExp(
    String.raw`^${please}${give}${summaryNoun}(?:\s+(?:of|for|from|in)\s+${speaker})?$`,
    'i',
  ),
  new RegExp(
    String.raw`^what(?:'s|’s|\s+is|\s+are)\s+the\s+(?:${summaryNoun}|topic|subject)(?:\s+(?:of|in|from)\s+${speaker})?$`,
    'i',
  ),
  new RegExp(
    String.raw`^what(?:'s|’s|\s+is)\s+the\s+(?:main\s+)?(?:purpose|aim|goal|point)\s+of\s+${named}$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:tell\s+(?:me|us)|describe|explain)\s+(?:what\s+)?${whole}(?:\s+is)?(?:\s+about)?$`,
    'i',
  ),
];

const themePatterns = [
  new RegExp(
    String.raw`^(?:and\s+)?what\s+(?:do|does|did)\s+${speaker}\s+(?:say|tell(?:\s+us)?|state|mention|write|report|explain|think|argue)\s+(?:about|on|of|regarding|concerning)\s+(.+)$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:and\s+)?(?:do|does)\s+${speaker}\s+(?:say|mention|write|report|tell\s+us)\s+(?:anything|something)\s+(?:about|on|regarding|concerning)\s+(.+)$`,
    'i',
  ),
  /^(?:please\s+)?(?:tell (?:me|us)|explain|describe)\s+(?:more\s+)?about\s+(.+)$/i,
  /^(?:and\s+)?is\s+there\s+(?:anything|something)\s+(?:about|on)\s+(.+)$/i,
  /^what\s+(?:is|was)\s+(?:said|stated|written|mentioned|reported)\s+(?:about|on|regarding)\s+(.+)$/i,
  new RegExp(String.raw`^${please}${summaryVerb}\s+(.+)$`, 'i'),
  new RegExp(String.raw`^${please}${give}${summaryNoun}\s+(?:of|on|about|for)\s+(.+)$`, 'i'),
];
const wholeAlone = new RegExp(`^${whole}$`, 'i');

const author = new RegExp(
  String.raw`^(?:and\s+)?(?:who\s+(?:wrote|authored|published|is\s+the\s+(?:author|writer)\s+of|was\s+the\s+(?:author|writer)\s+of)\s+${whole}|who\s+(?:is|was|are|were)\s+the\s+(?:author|writer)s?(?:\s+of\s+${whole})?|by\s+whom\s+(?:is|was)\s+${whole}\s+written|who\s+(?:is|was)\s+${whole}\s+(?:written\s+)?by)$`,
  'i',
);

const list =
  /^(?:please )?(?:(?:can|could) you )?(?:please )?(?:list|enumerate)\b|\ba list of\b|\b(?:which|what|name|give)\b(?:\s+(?:are|were|the|of|me|all|main|key|its|their))*\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|various|different)\b|\b(?:which|what)\b.{0,40}\b(?:initiatives|measures|steps|principles|responsibilities|reasons|factors|types|kinds|ways|examples|companies|countries|requirements|conditions|goals|objectives|points|elements|features|benefits|risks|sectors|industries)\b/i;

const comparison =
  /\b(?:differ(?:s|ed|ent|ence|ences)?|compar(?:e|es|ed|ison)|contrast(?:s|ed)?|versus|vs|unlike|distinguish(?:es|ed)?)\b/i;

/** Reads a question's form. It looks at words alone, never at documents. */
export function questionIntent(question: string): QuestionIntent {
  const plain = question
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .replace(/^[\s"'“‘]+|[\s.?!"'”’…]+$/gu, '')
    .replace(/,? please$/i, '');
  const conversation = recognizeConversation(question);
  if (conversation) return { kind: 'conversation', conversation };
  if (author.test(plain)) return { kind: 'author' };
  if (overviewPatterns.some((pattern) => pattern.test(plain))) return { kind: 'overview' };
  for (const pattern of themePatterns) {
    const theme = pattern.exec(plain)?.[1]?.replace(/^["“‘']+|["”’']+$/g, '');
    if (theme !== undefined && wholeAlone.test(theme)) return { kind: 'overview' };
    if (theme !== undefined) return { kind: 'theme', theme };
  }
  if (comparison.test(plain)) return { kind: 'comparison' };
  return { kind: list.test(plain) ? 'list' : 'fact' };
}

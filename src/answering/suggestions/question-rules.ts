import type { Subject } from './read-subject.ts';
import { dateText } from './read-subject.ts';
import { deedOfPaper, officeName, personNoun, thingNoun } from './telling-words.ts';

/** What a clause may say of its subject, and the question that this answers. */
export interface QuestionRule {
  /** Of what comes behind the subject. */
  pattern: RegExp;
  /** Whether the subject has to be a name. */
  ofNames?: true;
  /** The question; undefined where the clause is not what the rule is about after all. */
  ask(groups: Readonly<Record<string, string>>, subject: Subject): string | undefined;
}

const also =
  '(?:(?:also|first|originally|officially|formally|initially|subsequently|later|finally|then|now)\\s+)?';
const deed =
  '(?:founded|established|created|released|published|designed|built|invented|discovered|developed|launched|signed|adopted|introduced|led|headed|directed|produced|composed|painted|commissioned|proposed|drafted|approved|enacted|ratified|passed|formed|organi[sz]ed|written|sponsored|edited|translated|run|owned)';
/** Where the participle is not the past or the thing still goes on. */
const pastOf: Readonly<Record<string, string>> = { written: 'wrote', run: 'runs', owned: 'owns' };
const event =
  '(?:founded|established|created|released|published|designed|built|rebuilt|invented|discovered|developed|launched|signed|adopted|introduced|formed|opened|reopened|completed|constructed|elected|appointed|crowned|killed|executed|assassinated|abolished|dissolved|annexed|conquered|defeated|captured|destroyed|renamed|incorporated|enacted|ratified|passed|approved|implemented|repealed|amended|closed|inaugurated|awarded|banned|restored|held|written|unveiled|announced|set\\s+up|overthrown|occupied|liberated|merged|extended|replaced|expelled)';
const byAgent = String.raw`by\s+(?<agent>(?:the\s+)?[A-Z][^,.;]{2,})`;
const roughly = '(?:(?:about|approximately|nearly|over|around|some)\\s+)?';
/** What somebody calls or defines: up to three words without a verb or a preposition. */
const object = String.raw`(?<object>(?:(?:the|an?)\s+)?(?!(?:it|them|him|her|this|that|these|those|as)\b)[\w-]+(?:\s(?!as\b)[\w-]+){0,2})`;
const noPronoun = String.raw`(?=["“\w])(?!(?:to|it|them|this|him|her|so|that\s+(?:it|they|he|she))\b)`;

/** What a law, a plan or a body does: third person → base. */
const acts: Readonly<Record<string, string>> = Object.fromEntries(
  `require prohibit permit outline address acknowledge prioritize prioritise provide regulate
  govern cover emphasize emphasise propose recommend prevent produce offer protect measure oversee
  manage promote describe include guarantee forbid depend+on consist+of focus+on apply+to call+for
  rely+on lead+to result+in belong+to refer+to specialize+in`
    .split(/\s+/)
    .map((verb) => {
      const [base = '', particle] = verb.split('+');
      const ending = /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ies` : `${base}s`;
      const behind = particle === undefined ? '' : ` ${particle}`;
      return [`${ending}${behind}`, `${base}${behind}`];
    }),
);
/** What somebody did: past → base. */
const didActs: Readonly<Record<string, string>> = {
  announced: 'announce',
  proposed: 'propose',
  promised: 'promise',
  demanded: 'demand',
  unveiled: 'unveil',
  emphasized: 'emphasize',
  emphasised: 'emphasise',
  invented: 'invent',
  discovered: 'discover',
  'agreed to': 'agree to',
  'agreed on': 'agree on',
  'called for': 'call for',
  introduced: 'introduce',
  argued: 'argue',
  predicted: 'predict',
  recommended: 'recommend',
  banned: 'ban',
  abolished: 'abolish',
  'led to': 'lead to',
  caused: 'cause',
  'resulted in': 'result in',
};
const began: Readonly<Record<string, string>> = {
  began: 'begin',
  started: 'start',
  ended: 'end',
  opened: 'open',
  closed: 'close',
  died: 'die',
};

const anyOf = (words: Readonly<Record<string, string>>): string =>
  `(?:${Object.keys(words).join('|').replaceAll(' ', String.raw`\s+`)})`;
const pattern = (text: string): RegExp => new RegExp(`^${text}`);
const single = (text: string): string => text.replace(/\s+/g, ' ');
const lowerFirst = (text: string): string => `${text[0]!.toLowerCase()}${text.slice(1)}`;

/** What a sentence says of its subject comes behind this; "of", "that" and the like end its head. */
export const headOf = (text: string): string =>
  text.split(/\s+(?:of|in|that|which|who|for|from|by|with|to|on|at|used|where|between)\s|,/)[0]!;

const deedBy = (before: string): QuestionRule => ({
  pattern: pattern(String.raw`${before}${also}(?<verb>${deed})\s+(?:${dateText},?\s+)?${byAgent}`),
  ask: ({ verb = '', agent = '' }, { text }) =>
    deedOfPaper.test(agent) ? undefined : `Who ${pastOf[verb] ?? verb} ${text}?`,
});

/** "approved by the Congress" beside a name, wherever that stands. */
export const deedBesideName = deedBy(String.raw`,?\s*`);

export const questionRules: readonly QuestionRule[] = [
  {
    pattern: pattern(
      String.raw`(?<be>is|are|was|were)\s+(?:one of the\s+|an?\s+|the\s+)(?<what>[^.;:]{8,})`,
    ),
    ofNames: true,
    ask({ be, what = '' }, { text, isBehindLead }) {
      if (isBehindLead) return undefined;
      const head = headOf(what);
      if (officeName.test(text.replace(/^the /, ''))) return undefined;
      if (personNoun.test(head) || (/^(?:are|were)$/.test(be!) && /\bpeople\b/.test(head))) {
        return `Who ${be} ${text}?`;
      }
      return thingNoun.test(head) ? `What ${be} ${text}?` : undefined;
    },
  },
  deedBy(String.raw`(?:,\s*|(?:was|were|is|are)\s+)`),
  {
    pattern: pattern(
      String.raw`(?<be>was|were)\s+${also}(?<verb>${event})\s+(?:by\s+[^,.;]{2,50}?\s+)?${dateText}`,
    ),
    ask: ({ be, verb }, { text }) => `When ${be} ${text} ${verb}?`,
  },
  {
    pattern: pattern(String.raw`(?<be>was|were)\s+${also}(?<verb>${event})(?=[\s,.;])`),
    ask: ({ be, verb }, { text, date }) => date && `When ${be} ${text} ${verb}?`,
  },
  {
    pattern: pattern(String.raw`,\s*${also}(?<verb>${event})\s+${dateText}`),
    ask: ({ verb }, { text, isName }) =>
      !isName && text.endsWith('s') ? undefined : `When was ${text} ${verb}?`,
  },
  {
    pattern: pattern(String.raw`was\s+born\s+${dateText}`),
    ofNames: true,
    ask: (_, { text }) => `When was ${text} born?`,
  },
  {
    pattern: pattern(String.raw`was\s+born\s+(?:in|at|near)\s+(?!\w+\s\d)[A-Z]`),
    ofNames: true,
    ask: (_, { text }) => `Where was ${text} born?`,
  },
  {
    pattern: pattern(String.raw`(?<verb>${anyOf(began)})\s+${dateText}`),
    ask: ({ verb = '' }, { text }) => `When did ${text} ${began[verb]}?`,
  },
  {
    pattern: pattern(
      String.raw`,?\s*(?:which\s+)?(?<verb>becomes|became|takes|took)\s+(?<state>effective|effect)\s+${dateText}`,
    ),
    ask({ verb = '', state }, { text }) {
      const base = verb.startsWith('bec') ? 'become' : 'take';
      return `When ${verb.endsWith('s') ? 'does' : 'did'} ${text} ${base} ${state}?`;
    },
  },
  {
    pattern: pattern(
      String.raw`(?<be>is|are)\s+(?<verb>located|situated|based|headquartered)\s+(?:in|on|at|near|between|along)\s`,
    ),
    ask: ({ be, verb }, { text }) => `Where ${be} ${text} ${verb}?`,
  },
  {
    pattern: pattern(String.raw`${also}(?<verb>${anyOf(acts)})\s+(?!that\b)${noPronoun}`),
    ask: ({ verb = '' }, { text }) => `What does ${text} ${acts[single(verb)]}?`,
  },
  {
    pattern: pattern(String.raw`${also}(?<verb>${anyOf(didActs)})\s+${noPronoun}`),
    ask: ({ verb = '' }, { text, date }) =>
      `What did ${text} ${didActs[single(verb)]}${date ? ` ${lowerFirst(date)}` : ''}?`,
  },
  {
    pattern: pattern(String.raw`${also}described\s+${object}\s+as\s`),
    ofNames: true,
    ask: ({ object }, { text }) => `How did ${text} describe ${object}?`,
  },
  {
    pattern: pattern(String.raw`${also}defines\s+${object}\s+as\s`),
    ask: ({ object }, { text }) => `How does ${text} define ${object}?`,
  },
  {
    pattern: pattern(String.raw`${also}called\s+on\s+${object}\s+to\s`),
    ofNames: true,
    ask: ({ object }, { text }) => `What did ${text} call on ${object} to do?`,
  },
  {
    pattern: pattern(String.raw`(?<be>is|are)\s+responsible\s+for\s`),
    ask: ({ be }, { text }) => `What ${be} ${text} responsible for?`,
  },
  {
    pattern: pattern(
      String.raw`(?<be>is|are|was|were)\s+(?<verb>[a-z]{3,}ed|known|built|held)(?:\s+by\s+[^,;]{2,40})?,?\s+because\s+(?!of\s+(?:this|that|these|it)\b)`,
    ),
    ask: ({ be, verb }, { text }) => `Why ${be} ${text} ${verb}?`,
  },
  {
    pattern: pattern(
      String.raw`has\s+an?\s+(?:[a-z]+\s+)?(?<what>population|area|length|height)\s+of\s`,
    ),
    ask: ({ what }, { text }) => `What is the ${what} of ${text}?`,
  },
  {
    pattern: pattern(
      String.raw`is\s+${roughly}[\d.,]+\s+[a-z]+\s+(?<how>long|high|tall|wide|deep|old)\b`,
    ),
    ask: ({ how }, { text }) => `How ${how} is ${text}?`,
  },
  {
    pattern: pattern(
      String.raw`has\s+${roughly}(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|\d{2,}(?:,\d{3})*)\s+(?<what>[a-z]{3,}(?:\s[a-z]{3,})?s)(?=[,.:;]|\s+(?:in|of|that|which|and|with|on|at)\b)`,
    ),
    ask: ({ what }, { text }) => `How many ${what} does ${text} have?`,
  },
];

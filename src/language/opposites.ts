/** Adjectives, verbs and adverbs of which a text that has the one and not the other says the contrary. */
const pairs =
  `first last;before after;largest smallest;biggest smallest;highest lowest;most least;more fewer;
  more less;many few;increase decrease;increased decreased;increases decreases;increasing decreasing;
  oldest youngest;older younger;early late;earlier later;earliest latest;north south;northern southern;
  east west;eastern western;won lost;win lose;winner loser;good bad;better worse;best worst;male female;
  men women;man woman;new old;begin end;began ended;beginning end;start finish;started ended;start end;
  major minor;long short;longest shortest;high low;higher lower;large small;larger smaller;big small;
  hot cold;warm cold;buy sell;bought sold;left right;open closed;opened closed;above below;upper lower;
  inside outside;internal external;rise fall;rose fell;rising falling;gain lose;gained lost;
  support oppose;supported opposed;allow forbid;allowed forbidden;allowed banned;legal illegal;
  public private;rich poor;strong weak;stronger weaker;like dislike;liked disliked;love hate;
  loved hated;easy hard;easy difficult;success failure;succeeded failed;fast slow;faster slower;
  positive negative;active passive;accept reject;accepted rejected;agree disagree;agreed disagreed;
  include exclude;included excluded;maximum minimum;majority minority;modern ancient;young old;
  heavy light;possible impossible;common rare;friend enemy;import export;imported exported;
  attack defend;victory defeat;create destroy;created destroyed;build destroy;built destroyed;
  enter leave;entered left;add remove;added removed;borrow lend;give take;gave took;send receive;
  sent received;always never;often rarely;domestic foreign;urban rural;same different;
  true false;dead alive;birth death;born died;married divorced;full empty;wide narrow;deep shallow`
    .split(';')
    .map((pair) => pair.trim().split(/\s+/) as [string, string]);

/** The pairs that `saysOpposite` looks for, as they are written. */
export const oppositePairs: readonly (readonly [string, string])[] = pairs;

const opposites = new Map<string, Set<string>>();
for (const [one, other] of pairs.flatMap(([left, right]) => [
  [left, right] as const,
  [right, left] as const,
])) {
  opposites.set(one, new Set([...(opposites.get(one) ?? []), other]));
}

/** The words that say the contrary of a word, lower case; none for most. */
export const oppositesOf = (word: string): readonly string[] => [
  ...(opposites.get(word.toLowerCase()) ?? []),
];

/** Whether a text has the contrary of a word of the question where it has not the word itself. */
export function saysOpposite(question: string, text: string): boolean {
  const said = new Set(wordsOf(text));
  return wordsOf(question).some(
    (word) => !said.has(word) && oppositesOf(word).some((opposite) => said.has(opposite)),
  );
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

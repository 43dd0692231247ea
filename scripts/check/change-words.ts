/** Words that a seeded change puts for one another; apart from the lists that the check has. */
export const oppositeWords: readonly (readonly [string, string])[] =
  `increase decrease;increases decreases;
  increased decreased;increasing decreasing;large small;larger smaller;largest smallest;high low;higher lower;
  highest lowest;first last;early late;earlier later;north south;northern southern;east west;eastern western;
  male female;men women;man woman;king queen;mother father;son daughter;brother sister;husband wife;
  won lost;win lose;begins ends;began ended;begin end;beginning end;start finish;started finished;opened closed;
  open closed;good bad;better worse;best worst;old young;older younger;oldest youngest;new old;modern ancient;
  public private;major minor;majority minority;strong weak;left right;upper lower;internal external;
  positive negative;possible impossible;legal illegal;common rare;same different;similar different;true false;
  accept reject;accepted rejected;allow forbid;allows forbids;allowed forbidden;support oppose;supports opposes;
  supported opposed;include exclude;includes excludes;including excluding;included excluded;buy sell;bought sold;
  buyer seller;lender borrower;victory defeat;success failure;successful unsuccessful;born died;birth death;
  alive dead;hot cold;warm cool;warmer cooler;wet dry;hard soft;heavy light;long short;longer shorter;
  longest shortest;wide narrow;deep shallow;fast slow;quickly slowly;rich poor;simple complex;direct indirect;
  directly indirectly;active passive;permanent temporary;regular irregular;formal informal;aware unaware;
  able unable;known unknown;equal unequal;stable unstable;likely unlikely;usual unusual;fair unfair;
  rise fall;rises falls;rose fell;raised lowered;gains loses;gained lost;profit loss;add remove;added removed;
  enters leaves;entered left;arrived departed;inside outside;above below;before after;front back;top bottom;
  promotes inhibits;promoting inhibiting;inhibited promoted;attracts repels;absorbs emits;creates destroys;
  created destroyed;attack defend;attacked defended;friend enemy;ally enemy;guilty innocent;domestic foreign`
    .split(';')
    .map((pair) => pair.trim().split(/\s+/) as [string, string]);

/** For each modal word, what binds more or less. */
export const modalWords: Readonly<Record<string, string>> = {
  may: 'must',
  might: 'must',
  can: 'must',
  could: 'must',
  must: 'may',
  shall: 'may',
  should: 'may',
  will: 'may',
  would: 'may',
};

export const quantityWords: Readonly<Record<string, string>> = {
  all: 'some',
  every: 'some',
  each: 'no',
  some: 'all',
  most: 'all',
  many: 'all',
  several: 'all',
  few: 'many',
  always: 'sometimes',
  usually: 'always',
  often: 'always',
  typically: 'always',
  generally: 'always',
  sometimes: 'always',
  mostly: 'entirely',
  only: 'also',
  entire: 'partial',
  'at least': 'at most',
  'at most': 'at least',
  'more than': 'less than',
  'less than': 'more than',
  'up to': 'at least',
  over: 'under',
};

/** Units that a seeded change puts for one another, by kind. */
export const unitWords: readonly (readonly string[])[] = [
  'years months weeks days hours minutes',
  'year month week day hour',
  'kilometres metres miles feet inches centimetres',
  'kilometers meters miles feet inches centimeters',
  'km m mi ft cm mm',
  'kilograms grams pounds tonnes ounces',
  'million billion thousand',
  'percent dollars',
  'dollars euros pounds',
  '$ € £',
  'century decade',
].map((kind) => kind.split(' '));

export const monthWords =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

export const numberWords =
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty thirty'.split(
    ' ',
  );

/** Countries and peoples, each named by a noun or by an adjective. */
export const countryWords: readonly (readonly string[])[] = [
  [
    'China',
    'France',
    'Germany',
    'Japan',
    'India',
    'Canada',
    'Brazil',
    'Spain',
    'Russia',
    'Italy',
    'Mexico',
    'Egypt',
    'Australia',
    'England',
    'Scotland',
    'Ireland',
    'Britain',
    'America',
    'U.S.',
    'Poland',
    'Sweden',
  ],
  [
    'Chinese',
    'French',
    'German',
    'Japanese',
    'Indian',
    'Canadian',
    'Brazilian',
    'Spanish',
    'Russian',
    'Italian',
    'Mexican',
    'Egyptian',
    'Australian',
    'English',
    'Scottish',
    'Irish',
    'British',
    'American',
    'Polish',
    'Swedish',
  ],
];

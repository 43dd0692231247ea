/**
 * Contraries beside those of `language/opposites.ts`, whose list the confidence was fitted with: words
 * of form that bound or order, and verbs of change in all their forms.
 */
const pairs = `rise drop;raise drop;grow drop;over under;more fewer;up down;upward downward;upwards downwards;minimum maximum;min max;
inflow outflow;inside outside;with without;until since;earlier later;sooner later;
  rise fall;rises falls;rose fell;risen fallen;rising falling;rise decline;rises declines;rose declined;
  rising declining;grow shrink;grows shrinks;grew shrank;grown shrunk;growing shrinking;growth decline;
  grow decline;grew declined;grows declines;growing declining;grew fell;gains losses;gain loss;
  increase decline;increased declined;increases declines;increasing declining;increase reduce;
  increased reduced;increases reduces;increasing reducing;increase reduction;increase fall;
  increased fell;increases falls;increase drop;increased dropped;expand contract;expands contracts;
  expanded contracted;expanding contracting;expansion contraction;raise lower;raises lowers;
  raised lowered;raising lowering;strengthen weaken;strengthens weakens;strengthened weakened;
  strengthening weakening;accelerate slow;accelerates slows;accelerated slowed;accelerating slowing;
  improve worsen;improves worsens;improved worsened;improving worsening;widen narrow;widens narrows;
  widened narrowed;lengthen shorten;lengthened shortened;enable disable;enables disables;enabled disabled;
  allow prohibit;allows prohibits;allowed prohibited;allow prevent;allows prevents;allowed prevented;
  permit forbid;permits forbids;permitted forbidden;permit prohibit;permits prohibits;permitted prohibited;
  permitted banned;allow ban;allows bans;require forbid;requires forbids;required forbidden;
  required optional;mandatory optional;mandatory voluntary;compulsory voluntary;obligatory optional;
  support oppose;supports opposes;supporting opposing;approve reject;approves rejects;approved rejected;
  approve disapprove;accepts rejects;grant deny;grants denies;granted denied;confirm deny;confirms denies;
  confirmed denied;admit deny;admitted denied;agree disagree;agrees disagrees;encourage discourage;
  encourages discourages;encouraged discouraged;promote inhibit;promotes inhibits;promoted inhibited;
  promote prevent;stimulate inhibit;stimulates inhibits;activate deactivate;activates inhibits;
  permanent temporary;simple complex;simple complicated;safe dangerous;safe unsafe;wet dry;thick thin;
  bright dark;light dark;soft hard;rough smooth;loud quiet;clean dirty;tall short;rich poor;near far;
  nearest farthest;closest furthest;direct indirect;directly indirectly;formal informal;natural artificial;
  natural synthetic;single multiple;whole partial;complete partial;fully partly;entirely partly;
  horizontal vertical;front back;top bottom;northern southern;north south;eastern western;east west;
  northeast southwest;northwest southeast;husband wife;father mother;son daughter;brother sister;
  king queen;boy girl;he she;his her;him her;uncle aunt;male female;men women;ancestor descendant;
  parent child;teacher student;employer employee;buyer seller;lender borrower;supplier customer;
  win lose;wins loses;won lost;winning losing;pass fail;passes fails;passed failed;arrive depart;
  arrived departed;arrival departure;start stop;starts stops;started stopped;begin end;begins ends;
  begun ended;beginning ending;start end;starts ends;open close;opens closes;opened closed;opening closing;
  continue stop;continues stops;continued stopped;push pull;pushed pulled;lend borrow;lends borrows;
  import export;imports exports;imported exported;importing exporting;buy sell;buys sells;bought sold;
  send receive;sends receives;include exclude;includes excludes;included excluded;including excluding;
  enter exit;enters exits;enters leaves;join leave;joined left;joins leaves;attach detach;attached detached;
  connect disconnect;connected disconnected;appear disappear;appears disappears;appeared disappeared;
  attract repel;attracts repels;absorb emit;absorbs emits;absorbed emitted;absorb release;
  hide reveal;hides reveals;hidden revealed;profit loss;asset liability;assets liabilities;income expense;
  revenue cost;surplus deficit;credit debit;supply demand;cause prevent;causes prevents;
  caused prevented;strength weakness;strengths weaknesses;advantage disadvantage;advantages disadvantages;
  benefit harm;benefits harms;hero villain;ally enemy;allies enemies;war peace;summer winter;spring autumn;
  day night;morning evening;sunrise sunset;a.m p.m;former latter;previous next;past future;
  preceding following;precedes follows;preceded followed;ascending descending;acid alkaline;convex concave;
  positive negative;plus minus;add subtract;multiply divide;always rarely;always sometimes;frequently rarely;
  frequent rare;often seldom;usually rarely;commonly rarely;mostly rarely;quickly slowly;rapid slow;
  rapidly slowly;fast slow;faster slower;early late;younger older;cheaper dearer;cheap expensive;
  cheaper costlier;confidential public;voluntary involuntary;winner loser;predecessor successor;
  superior inferior;senior junior;civilian military;guilty innocent;likely unlikely;above below;
  higher lower;greater less;greater smaller;greatest least;larger smaller;longer shorter;heavier lighter;
  hotter colder;warmer cooler;wider narrower;deeper shallower;richer poorer;maximize minimize;
  maximise minimise;toward away;onset end;innate acquired;theoretical practical;liberal conservative;
  left right;offensive defensive;attack defence;attack defense;lead follow;leads follows;led followed`;

export const furtherOpposites: readonly (readonly [string, string])[] = pairs
  .split(';')
  .map((pair) => pair.trim().split(/\s+/) as [string, string]);

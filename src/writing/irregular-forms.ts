/** English verbs and nouns whose forms no stemmer brings together: the base, then its other forms. */
const families = `arise arose arisen;awake awoke awoken;bear bore borne;beat beaten;become became;begin began
  begun;bend bent;bind bound;bite bit bitten;bleed bled;blow blew blown;break broke broken;breed bred;
  bring brought;build built;burn burnt;buy bought;catch caught;choose chose chosen choice;cling clung;
  come came;creep crept;deal dealt;die death dead died dying;dig dug;draw drew drawn;drink drank drunk;
  drive drove driven;eat ate eaten;fall fell fallen;feed fed;feel felt;fight fought;find found;flee
  fled;fly flew flown flight;forbid forbade forbidden;forget forgot forgotten;forgive forgave forgiven;
  freeze froze frozen;go went gone;grow grew grown growth;hang hung;hear heard;hide hid hidden;
  hold held;keep kept;know knew known knowledge;lay laid;lead led;learn learnt;leave;lend lent;
  lie lay lain;lose lost loss;mean meant;meet met;pay paid;prove proven proof;ride rode ridden;
  ring rang rung;rise rose risen;run ran;see saw seen;seek sought;sell sold sale;send sent;
  shake shook shaken;shine shone;shoot shot;show shown;shrink shrank shrunk;sing sang sung;sink sank sunk;
  sit sat;sleep slept;slide slid;speak spoke spoken speech;speed sped;spend spent;spin spun;stand stood;
  steal stole stolen;stick stuck;strike struck;swear swore sworn;swim swam swum;swing swung;
  teach taught;tear tore torn;tell told;think thought;throw threw thrown;understand understood;
  undergo underwent undergone;undertake undertook undertaken;wake woke woken;wear wore worn;
  weave wove woven;win won;wind wound;withdraw withdrew withdrawn withdrawal;write wrote written;
  man men;woman women;child children;foot feet;tooth teeth;mouse mice;goose geese;life lives live alive;
  wife wives;leaf leaves;half halves;knife knives;shelf shelves;medium media;criterion criteria;
  phenomenon phenomena;datum data;analysis analyses analyze analyse;basis bases;crisis crises;
  thesis theses;nucleus nuclei;bacterium bacteria;long length longer longest;strong strength stronger;
  high height higher highest;deep depth;wide width;large larger largest;big bigger biggest;
  great greater greatest;small smaller smallest;low lower lowest;old older oldest;early earlier earliest;
  late later latest;young younger youngest;near nearer nearest;strong strongest;short shorter shortest;
  believe belief;arrive arrival;approve approval;refuse refusal;propose proposal;destroy destruction;
  receive receipt reception;decide decision;divide division;explode explosion;expand expansion;
  invade invasion;conclude conclusion;describe description;produce product production;
  reduce reduction;introduce introduction;permit permission;admit admission;succeed success;
  compete competition;acquire acquisition;require requirement;define definition;
  marry marriage;serve service;solve solution;resolve resolution;maintain maintenance;
  pronounce pronunciation;apply application;vary variation variety;occupy occupation;grey gray;
  colour color;centre center;theatre theater;defence defense;licence license;programme program;
  honour honor;labour labor;neighbour neighbor;behaviour behavior;favour favor;organise organize;
  metre meter;litre liter;kilometre kilometer;catalogue catalog;travelled traveled;aluminium aluminum`;

/** Each form, lower case, with the base that stands for its family. */
export const irregularForms: ReadonlyMap<string, string> = new Map(
  families
    .split(';')
    .map((family) => family.trim().split(/\s+/))
    .flatMap(([base, ...forms]) => forms.map((form): [string, string] => [form, base!])),
);

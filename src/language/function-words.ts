/**
 * Words that carry the form of a sentence or a question, by language (ISO 639-1): articles, pronouns,
 * prepositions, conjunctions, auxiliaries, and the verbs that questions are asked with. Lower case;
 * an elided article keeps its apostrophe. Forms without accents stand beside those that are
 * often typed so.
 */
const lists = {
  de: `der die das des dem den ein eine einer eines einem einen und oder aber ist sind war waren
    wird werden wurde wurden hat haben hatte kann können konnte muss müssen darf dürfen soll sollen
    will wer wen wem wessen was wie wo wann warum wieso weshalb wohin woher womit wofür worum
    wieviel welche welcher welches welchen welchem viele viel gibt es er sie ich wir ihr du man mich
    mir uns ihn ihm nicht kein keine keinen auch nur noch schon sehr mehr als wenn dass weil ob in
    im an am auf aus bei beim mit nach von vom vor zu zum zur für über unter durch gegen ohne um bis
    seit zwischen während dieser diese dieses diesem diesen sein seine ihre ihren ihrer hier da dort
    so bitte nenne nennen erkläre erklären zeige liste beschreibe fasse zusammen steht bedeutet
    funktioniert kostet liegt heißt dauert gehört gilt fur uber konnen mussen wofur durfen mein
    meine meinen meiner`,
  fr: `le la les l' un une des du de d' et ou où est sont était étaient sera ont a as avons avez été
    être avoir fait faire fut qui que qu' quoi quel quelle quels quelles quand comment pourquoi
    combien lequel laquelle lesquels dont ce cet cette ces c' ça cela il elle ils elles je j' nous
    vous on tu me m' te se s' lui leur leurs son sa ses mon ma mes ton ta tes notre votre nos vos ne
    n' pas plus moins très aussi avec sans pour par sur sous dans en à au aux chez vers entre depuis
    pendant avant après contre mais donc car si comme y peut peuvent doit doivent faut trouve donne
    donnez dis explique expliquez résume résumez cite citez liste parle signifie fonctionne coûte
    existe puis peux est-ce etait etre tres apres cout etes`,
  es: `el la los las un una unos unas lo al del de y e o u es son era eran fue fueron será está
    están estar ser ha han había hay tiene tienen tengo hacer hace puede pueden puedo debe deben
    debo qué que quién quiénes quien cuál cuáles cual cuales cuándo cuando dónde donde adónde cómo
    como cuánto cuánta cuántos cuántas cuanto cuantos cuantas por porque para con sin sobre en entre
    desde hasta hacia según durante contra se me te le les nos mi mis tu tus su sus este esta estos
    estas ese esa esto eso no ni sí si más mas menos muy también pero yo ella ellos usted ustedes
    nosotros dame dime explica explique resume resuma lista enumera trata significa funciona cuesta
    existe permite permiten estan quienes tambien segun habia`,
  it: `il lo la i gli le l' un uno una un' di del dello della dell' dei degli delle da dal dalla
    dall' dai a al alla all' ai alle in nel nella nell' nei nelle con su sul sulla sull' sui sulle
    per tra fra e ed o è é sono era erano fu sarà ha hanno ho aveva essere avere fare fa può possono
    posso deve devono devo chi che ch' cosa cos' quale quali qual quando dove dov' come perché
    perche quanto quanta quanti quante c' ci si mi ti vi ne lui lei loro noi voi io questo questa
    questi queste quello quella suo sua suoi sue mio mia nostro non più piu anche ma se molto dimmi
    dammi elenca spiega riassumi descrivi trova parla significa funziona costa esiste serve`,
  pt: `o a os as um uma uns umas de do da dos das d' em no na nos nas num numa ao à aos às pelo pela
    pelos pelas por para com sem sob sobre entre até desde e ou é são foi foram era eram será está
    estão ser estar tem têm tinha há ter fazer faz pode podem posso deve devem devo preciso precisa
    que quê quem qual quais quando onde como porque porquê quanto quanta quantos quantas se me te
    lhe lhes nós eu ele ela eles elas você vocês meu minha seu sua seus suas este esta estes estas
    isso isto esse essa não nao mais menos muito também tambem mas diga dê liste explique resuma
    resume trata significa funciona custa fica existe sao voce ja já`,
  nl: `de het een en of is zijn was waren wordt worden werd werden heeft hebben had kan kunnen moet
    moeten mag mogen zal zullen wil willen wie wat waar wanneer waarom hoe hoeveel welk welke
    waarover waarvoor waarmee ik jij je hij zij ze wij we jullie u men mij mijn hem haar ons onze
    hun niet geen ook nog al meer veel heel maar want omdat dat dit deze die er hier daar in op aan
    van voor met bij naar uit over onder door tegen tussen tot zonder om te als dan noem geef leg
    vat samen betekent werkt kost gaat ligt staat duurt bestaat speelt`,
  pl: `i w we z ze na do od po o u za przed przy dla bez pod nad między przez to jest są był była
    było byli będzie być ma mają mam miał może mogą mogę moge można trzeba należy musi muszą muszę
    musze kto kogo komu co czego czym jak jaki jaka jakie jakich jaką który która które których
    gdzie kiedy dlaczego czemu ile ilu czy się sie nie tak ten ta te tego tej tych tym on ona ono
    oni ja my wy jego jej ich mój swój oraz lub albo ale że bo gdy jeśli także już tylko podaj
    wymień opisz wyjaśnij streść zostało został została zostały znajduje działa kosztuje znaczy trwa
    sa byc`,
  tr: `ve veya ile için icin bir bu şu o da de mi mı mu mü midir mıdır mudur ne nedir neler nelerdir
    neden niçin nicin nasıl nasil nerede nereye nereden kim kimdir kimin kimler kaç kac kaçtır hangi
    hangisi kadar zaman var yok değil degil olan olarak oldu olur olduğu edildi edilir edebilir eder
    gibi daha çok cok en ama fakat ancak ise çünkü göre gore sonra önce once hakkında hakkinda
    üzerinde arasında tarafından tarafindan miyim mıyım mısın musun benim senin onun bizim ben sen
    biz siz onlar her şey bana listele özetle ozetle açıkla acikla söyle gerekir mümkün çalışır
    bulunuyor bulunur demek`,
  sv: `och eller men att det den de en ett är var varit blev blir har hade kan kunde måste ska skall
    skulle får vill vem vems vad vilka vilken vilket när vart varför hur många mycket jag du han hon
    vi ni dem mig dig sig oss er min mitt mina din sin sitt sina dess deras inte ingen inget också
    bara mer mest som om på av från till för med utan under över mellan genom mot vid efter före hos
    i denna detta dessa här där finns nämn sammanfatta förklara beskriv lista handlar kostar ligger
    betyder fungerar spelar gäller ar fran pa`,
  da: `og eller men at det den de en et er var været blev bliver har havde kan kunne må skal skulle
    vil ville hvem hvis hvad hvilke hvilken hvilket hvornår hvor hvorfor hvordan mange meget jeg du
    han hun vi i dem mig dig sig os min mit mine din sin sit sine deres ikke ingen også kun mere
    mest som om på af fra til for med uden under over mellem gennem mod ved efter før hos denne
    dette disse her der findes nævn sammenfat forklar beskriv handler koster ligger betyder virker
    hvornar`,
  no: `og eller men at det den de en et ei er var vært ble blir har hadde kan kunne må skal skulle
    vil ville hvem hva hvilke hvilken hvilket når hvor hvorfor hvordan mange mye jeg du han hun vi
    dere dem meg deg seg oss min mitt mine din sin sitt sine deres ikke ingen også bare mer mest som
    om på av fra til for med uten under over mellom gjennom mot ved etter før hos denne dette disse
    her der finnes nevn oppsummer forklar beskriv handler koster ligger betyr fungerer`,
  id: `yang dan atau di ke dari untuk dengan pada dalam oleh tentang sebagai antara adalah ialah itu
    ini tersebut apa apakah siapa siapakah kapan kapankah mana dimana bagaimana bagaimanakah mengapa
    kenapa berapa berapakah ada tidak bukan belum sudah telah akan bisa bisakah dapat dapatkah boleh
    bolehkah harus haruskah saya aku anda kamu dia ia mereka kami kita nya para juga saja hanya
    lebih sangat jika karena tetapi tapi agar supaya seperti sebutkan jelaskan ringkas berikan cara
    lama jumlah dibuka digunakan`,
  cs: `a i v ve z ze s se k ke na do od po o u za před při pro bez pod nad mezi to je jsou byl byla
    bylo byli bude být má mají mám může mohou mohu musí musím musíme lze kdo koho co čeho čem čím
    jak jaký jaká jaké jakých který která které kterých kde kdy proč kolik zda si ne ano ten ta ti
    tento tato tohoto této on ona oni já my vy jeho její jejich můj svůj nebo ale že protože když
    také již jen uveď vyjmenuj popiš vysvětli shrň nachází funguje stojí znamená trvá`,
  ro: `și sau dar un o unei unui al ai ale cel cea cei cele de din în pe la cu fără pentru prin
    despre între până după sub este e sunt era erau a fi fost va vor are au avea poate pot trebuie
    cine ce care când unde cum cât câtă câți câte se să nu da mai foarte acest această acestui
    aceste acel eu tu el ea noi voi ei ele lui lor meu mea său sa dacă că deci enumeră rezumă
    explică descrie află costă înseamnă funcționează spune si in pana`,
  fi: `ja tai mutta on ovat oli olivat ole olla ei eivät en et voi voivat voiko voinko saa saako
    pitää pitääkö täytyy kuka ketkä kenen ketä mikä mitkä mitä minkä missä mistä mihin milloin miksi
    miten kuinka millainen monta paljonko onko ovatko minä sinä hän me te he minun sinun hänen se ne
    tämä tämän nämä tuo että jos kun koska kuin myös vain vielä jo hyvin kanssa ilman ennen jälkeen
    välillä mukaan mainitse luettele selitä kerro tiivistä toimii maksaa kertoo tarkoittaa kestää`,
  hu: `a az egy és vagy de hogy nem is van vannak volt voltak lesz lehet kell kellett szabad tud
    tudom ki kik kit kinek mi mik mit mely melyik melyek milyen mikor hol hova honnan miért hogyan
    hány mennyi mennyibe meddig én te ő ti ők ez ezek ezt ebben ennek azt abban annak csak már még
    nagyon több mint ha mert szerint között után előtt alatt által sorold foglald össze magyarázd
    mondd szól jelent működik kerül található vett lett`,
  vi: `là của và hoặc hay có không được bị cho với từ đến trong trên dưới về ở tại khi nào gì ai đâu
    sao thế bao nhiêu mấy như vì để các những một này đó đã đang sẽ phải nên thì mà tôi bạn anh chị
    nó họ chúng ta rất cũng chỉ nhất hơn kể nêu tóm tắt giải thích liệt kê lâu`,
} as const;

/** A language, other than English, whose function words are known. */
export type ListedLanguage = keyof typeof lists;

export const functionWords: ReadonlyMap<ListedLanguage, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([language, words]) => [
    language as ListedLanguage,
    new Set(words.split(/\s+/)),
  ]),
);

/** English words of the same kind, without those that are common in another language too. */
export const englishWords: ReadonlySet<string> = new Set(
  `the this these those that it its it' they them their there here he' she his him you your what who
  whom whose which when where why how does did doing done are were been being isn' aren' wasn' don'
  doesn' didn' can can' could couldn' would wouldn' should shouldn' must might may shall won' has
  have haven' having and but because if then than with without within from into onto about above
  below between through during before after again until while against some any many much more few
  each every other another such only same very not nor own just too also our ours my we' of be by to
  for on do out up off down get got give make made take say says said tell show explain describe
  summarize summarise mean means called needs want uses used works year years time people`.split(
    /\s+/,
  ),
);

/**
 * Function words that are English words as well, or that stand in names ("La Defense", "von der
 * Leyen") and between them: they say little by themselves.
 */
export const ambiguousWords: ReadonlySet<string> = new Set(
  `ada ai aku al ale als am ama an anh are as at bana bao bara ben bij biz boleh bu c' car cara
  care cel ch' che chi cho ci co com come con contra costa cum d' da daha dal dan dari das de del
  dem den der dess det di dia die dig din do door dos dove du ei el ela ele en era est et eu
  existe fa for fra fu fur fut gaat gli ha had han hat hay he hem her ho hol hon hos hur il ile in
  ini is ise isto j' ja jo jos kami kan ke ki kik kim kita kun l' la lama las le leg lei les lista
  liste lo los lui m' ma mag mais man mana mange mas me med men mer mes met meu mi mia mik min
  mine mit mitt mod mon mot mu my n' na ne nel ni nie no noi non nu och of og om on ona once ons
  op os oss ou over par para per plus po poate pode pot pour prin pro puis qu' que qui resume s'
  sa sans sao sarà se sen ser sera serve ses si sin sitt siz ska so som son su sub sul sur ta tak
  te ten ter tes ti to ton tot tra tu uber um uma un und under une uno va vad vagy van var vart
  vat ve vi voi von vor want war was we wie wil will wy zaman ze zu über`.split(/\s+/),
);

/** Nouns that tell that somebody is spoken of. */
export const personNoun =
  /\b(?:\p{L}{2,}(?:ologist|icist|cian|sopher|maker)|chemist|novelist|journalist|artist|scientist|economist|activist|king|queen|emperor|empress|pope|bishop|author|writer|poet|inventor|engineer|singer|actor|actress|lawyer|teacher|professor|painter|composer|soldier|explorer|prince|princess|duke|missionary|athlete|footballer|astronomer|nobleman|merchant|businessman|businesswoman|woman|man)\b/iu;

/** Nouns that tell that something is spoken of. */
export const thingNoun =
  /\b(?:city|town|village|country|state|region|province|river|lake|mountain|island|sea|canal|bridge|tower|building|castle|church|museum|university|school|college|library|company|corporation|firm|bank|agency|organi[sz]ation|institution|association|union|party|movement|group|team|club|committee|commission|council|court|ministry|department|law|act|treaty|agreement|convention|constitution|declaration|policy|programme?|plan|project|strategy|initiative|system|network|method|technique|process|procedure|theory|model|concept|principle|term|form|type|kind|class|family|genus|species|phylum|disease|disorder|condition|drug|substance|compound|element|gas|metal|mineral|material|device|machine|engine|tool|instrument|language|dialect|religion|war|battle|conflict|crisis|revolution|event|festival|holiday|game|sport|book|novel|film|series|show|song|album|newspaper|magazine|journal|website|software|library|protocol|standard|format|service|product|unit|measure|branch|field|discipline|study|science|practice|activity|characteristic|property|structure|organ|cell|protein|molecule|particle|force|planet|star|galaxy|dynasty|empire|kingdom|era|award|prize|framework|document|report|regulation|tax|fee|benefit|insurance|loan|account|card|contract|exam|course|degree|certificate|licen[cs]e|permit|visa|passport|currency|railway|station|airport|road|street|park|zone|district|area|advocacy|problem|cycle|office|fund|scheme|grant|database|algorithm|function|parameter|command|file|interface|component|module|forum|bureau|institute)\b/i;

/** Names of offices: who holds one is no definition of it. */
export const officeName =
  /^(?:(?:Prime|Vice|Deputy)\s+)?(?:President|Premier|Minister|King|Queen|Emperor|Pope|Governor|Secretary|Chancellor|Director|Mayor|Head|Chief|Speaker)\b/;

/** Charters and laws establish things, and nobody asks who they are. */
export const deedOfPaper =
  /\b(?:Charter|Act|Treaty|Law|Decree|Order|Constitution|Resolution|Agreement|Statute|Regulation|Convention)\b/;

/** What points at something said before, so that a question with it cannot stand alone. */
export const pointing =
  /\b(?:this|that|these|those|such|other|others|another|same|following|preceding|previous|above|below|its|their|his|her|our|your|my|it|they|them|he|she|him|we|you|i|which|who|there|here|one|some|many|most|several|few|all|every|each|both|either|former|latter|first|second|third|next|last|final|new|old|result|remaining|rest|present|current|own|only|whole|entire)\b/i;

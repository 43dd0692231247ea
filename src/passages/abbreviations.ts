/**
 * English abbreviations after which a stop does not end a sentence, whatever follows. After Unicode
 * CLDR's segmentation suppressions for English, with those of citations and ranks added; without
 * the stop, lower case.
 */
export const neverEnding: ReadonlySet<string> = new Set(
  `adm approx asst attn aug ave bldg blvd brig bros capt cf ch cmdr comdr cpl diff dist dr eds e.g eg
  eq feb fig figs fr ft gov govt hon hosp i.e ie illus incl insp jan jul jun lt maj messrs mlle mm mme
  mr mrs ms msgr mt mts natl no nos nov oct para paras pp pres prof pts pvt resp rev rt sen sens sep
  sept seq sgt sr.s st ste supt surg viz v vols vs`.split(/\s+/),
);

/**
 * Abbreviations that often stand at the end of a sentence too: only a word that commonly begins a
 * sentence after them shows that one ended.
 */
export const sometimesEnding: ReadonlySet<string> = new Set(
  `a.d a.m adj adv al alt app art b.c b.c.e c.e ca co col corp d.c dec dept det e.u ed esq est etc ex exec
  g.m.t gen inc jr l.a ltd m.d mar max min n.y n.z obj op ord p.m p.r.c ph.d pl plc prop pt r.o.c rep
  reps res sec sect sp sr tel tr trans u.k u.n u.s u.s.a u.s.s.r univ vol`.split(/\s+/),
);

/** Capitalised words that rarely follow an abbreviation within a sentence. */
export const sentenceStarters: ReadonlySet<string> = new Set(
  `a after all also although an and another any as at because before both but by despite during each
  even every few finally first for from further furthermore he her here his how however i if in
  indeed instead it its later many meanwhile more moreover most much my nevertheless next no not now
  of on once one only other others our over perhaps second see she several similarly since so some soon
  still such than that the their then there therefore these they third this those though thus to
  today together two under unlike until we what when where whether which while who why with without
  yet you your`.split(/\s+/),
);

/** Groups whose text is no text of the document (RTF 1.9.1, “Destinations”). */
export const skippedDestinations: ReadonlySet<string> = new Set(
  `fonttbl colortbl stylesheet info pict nonshppict header headerl headerr headerf footer footerl
  footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn fldinst bkmkstart bkmkend annotation
  atnid atnauthor atndate atnref atnicn atntime atrfstart atrfend objdata objclass objname objalias
  objsect listtable listoverridetable rsidtbl generator themedata colorschememapping datastore
  latentstyles xmlnstbl template private tc tcn xe rxe pnseclvl pn sp shprslt upr nonesttables
  nesttableprops revtbl filetbl background mmathPict mmathPr docvar userprops passwordhash wgrffmtfilter
  protusertbl ffdeftext ffname formfield datafield gridtbl falt panose fname fontfile`.split(/\s+/),
);

/** Groups that programs may skip if they do not know them, and whose text is seen. */
export const transparentDestinations: ReadonlySet<string> = new Set(
  'shpinst shptxt ud moMath moMathPara shppict'.split(' '),
);

/** Words that stand for a character. */
export const characters: Readonly<Record<string, string>> = {
  emdash: '—',
  endash: '–',
  emspace: '\u2003',
  enspace: '\u2002',
  qmspace: '\u2005',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  tab: '\t',
  line: '\n',
  lbr: '\n',
  softline: '\n',
  zwj: '\u200d',
  zwnj: '\u200c',
  '~': '\u00a0',
  _: '\u2011',
  '\\': '\\',
  '{': '{',
  '}': '}',
};

/** Fonts of symbols map their bullets to places that Unicode leaves to anyone. */
const privateBullets = /[\uf0b7\uf0a7\uf0a8\uf0d8\uf0fc\uf076\uf0e0\uf06c\uf06e\uf071\uf0be]/gu;
const privateUse = /[\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]/gu;
/** Latin ligatures, and the shapes that Arabic and Hebrew letters take within a word. */
const presentationForms = /[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdff\ufe70-\ufefc]+/gu;
/** Radicals that look like the characters they stand for, and wide and half-wide forms of marks. */
const radicals = /[\u2e80-\u2fd5]/gu;
/** What has no shape: controls, marks of direction and of joining, and what Unicode never assigns. */
const unprintable = /(?![\s\u00ad])[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}\ufff0-\ufffc\uffff]/gu;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const whiteSpace = /[\s\u00a0]+/gu;

export const bullet = '•';

/**
 * What a character of a page says: ligatures and presentation forms as their letters, bullets of
 * symbol fonts as `•`, white space of any kind as a space. Empty where nobody could read it.
 */
export function readGlyphText(text: string): string {
  return text
    .replace(loneSurrogate, '')
    .replace(unprintable, '')
    .replace(whiteSpace, ' ')
    .replace(presentationForms, (forms) => forms.normalize('NFKC'))
    .replace(radicals, (radical) => radical.normalize('NFKC'))
    .replace(privateBullets, bullet)
    .replace(privateUse, '');
}

/** Accents that old fonts draw as characters of their own, over the letter. */
const combining: Readonly<Record<string, string>> = {
  '`': '\u0300',
  '´': '\u0301',
  ˆ: '\u0302',
  '^': '\u0302',
  '˜': '\u0303',
  '~': '\u0303',
  '¯': '\u0304',
  '˘': '\u0306',
  '˙': '\u0307',
  '¨': '\u0308',
  '˚': '\u030a',
  '˝': '\u030b',
  ˇ: '\u030c',
  '¸': '\u0327',
  '˛': '\u0328',
};

/** The letter with an accent that was drawn over it, or undefined where the two make no character. */
export function composeAccent(letter: string, accent: string): string | undefined {
  const mark = combining[accent];
  if (!mark || !/^[\p{L}ı]$/u.test(letter)) return undefined;
  const base = letter === 'ı' ? 'i' : letter;
  const composed = (base + mark).normalize('NFC');
  return composed.length === 1 ? composed : undefined;
}

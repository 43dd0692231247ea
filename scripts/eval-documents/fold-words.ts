/** Characters that show nothing: soft hyphens, joiners, marks of direction, the Arabic stretch. */
const invisible = /[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/**
 * Scripts that write no spaces are compared by the character, and a word ends where its script
 * changes, because a page may show no space there.
 */
const words = new RegExp(
  [
    String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`,
    String.raw`(?:(?![\p{N}\p{P}])[\p{Script=Arabic}\p{Script=Hebrew}])(?:(?![\p{N}\p{P}])[\p{Script=Arabic}\p{Script=Hebrew}\p{M}])*`,
    String.raw`(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Arabic}\p{Script=Hebrew}])[\p{L}\p{M}])+`,
    String.raw`\p{N}+`,
  ].join('|'),
  'gu',
);

/**
 * The words of a text in the form in which they are compared: compatibility characters such as
 * ligatures as what they stand for, lower case, runs of letters and runs of digits apart, no
 * punctuation.
 */
export function foldWords(text: string): string[] {
  return text.normalize('NFKC').replace(invisible, '').toLowerCase().match(words) ?? [];
}

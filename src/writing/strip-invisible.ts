/**
 * Controls, directional overrides and isolates, zero-width and filler characters, tags and variation
 * selectors that text can be hidden in, halves of pairs. Emoji keep the selectors that they use.
 */
const invisible =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{1d173}-\u{1d17a}]|[\u{e0000}-\u{e00ff}]|[\u{e01f0}-\u{e0fff}]|\u034f|[\u17b4-\u17b5]|[\u180b-\u180d]|\u180f|[\ufe00-\ufe0d]|[\u{e0100}-\u{e01ef}]/gu;
const lineSpace = /[\t\n\v\f\r\u0085\u2028\u2029]/g;
const joinedScript =
  '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Mongolian}]';
/** Joiners and non-joiners where they change nothing that is seen. */
const idleJoiner = new RegExp(
  `(?<!${joinedScript}|[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])[\\u200c\\u200d]` +
    `|[\\u200c\\u200d](?!${joinedScript}|[\\p{Extended_Pictographic}♀♂⚕])`,
  'gu',
);

/** The text as it is seen: without characters that only hide or turn others; a line break is a space. */
export function stripInvisible(text: string): string {
  return text.replace(lineSpace, ' ').replace(invisible, '').replace(idleJoiner, '');
}

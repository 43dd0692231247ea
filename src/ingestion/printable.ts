const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/**
 * A text that a terminal shows on one line as it is. Names of files may hold line breaks, marks that
 * turn the direction, and codes that a terminal obeys; these are shown by their numbers.
 */
export const printable = (text: string): string =>
  text.replace(
    unprintable,
    (character) => `\\u{${character.codePointAt(0)!.toString(16).padStart(4, '0')}}`,
  );

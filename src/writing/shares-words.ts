const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

/** Whether a text has so many words of another one in a row, whatever stands between the words. */
export function sharesWords(text: string, other: string, inARow: number): boolean {
  const words = wordsOf(text);
  const within = ` ${wordsOf(other).join(' ')} `;
  return words.some((_, at) => {
    const run = words.slice(at, at + inARow);
    return run.length === inARow && within.includes(` ${run.join(' ')} `);
  });
}

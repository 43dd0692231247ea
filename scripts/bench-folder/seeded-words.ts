/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const functionWords = 'the of and to in a is that for it as was with be by on not he this are or';
const syllables = 'ba ce di fo gu la me ni po ru sa te vi wo zu bra clo dre fli gno pla ste tri';
const vocabularySize = 30_000;
/** Of all words; as in English prose. */
const functionShare = 0.4;

/** Writes prose of made-up words, a few of them frequent and most of them rare. */
export interface ProseWriter {
  words(count: number): string;
  sentence(): string;
  paragraph(sentences: number): string;
}

export function createProseWriter(random: () => number): ProseWriter {
  const small = functionWords.split(' ');
  const parts = syllables.split(' ');
  const rare = (rank: number): string => {
    let word = '';
    for (let rest = rank + parts.length; rest > 0; rest = Math.floor(rest / parts.length)) {
      word += parts[rest % parts.length];
    }
    return word;
  };
  const word = (): string =>
    random() < functionShare
      ? small[Math.floor(random() * small.length)]!
      : rare(Math.floor(random() ** 3 * vocabularySize));
  const words = (count: number) => Array.from({ length: count }, word).join(' ');
  const sentence = () => {
    const text = words(10 + Math.floor(random() * 14));
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = (sentences: number) => Array.from({ length: sentences }, sentence).join(' ');
  return { words, sentence, paragraph };
}

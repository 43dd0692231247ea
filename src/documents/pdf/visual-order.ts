const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const leftToRight = /\p{L}/u;
const digit = /\p{Nd}/u;
const insideNumber = /^[.,:/٫٬%+-]$/u;

export const hasRightToLeft = (text: string): boolean => rightToLeft.test(text);

/** How many letters of a text are written from the right, less those from the left. */
export function countDirection(text: string): number {
  let sum = 0;
  for (const character of text) {
    if (rightToLeft.test(character)) sum += 1;
    else if (leftToRight.test(character)) sum -= 1;
  }
  return sum;
}

type Direction = 'right' | 'left' | 'number' | 'neutral';

function directionOf(cluster: string): Direction {
  if (digit.test(cluster)) return 'number';
  if (rightToLeft.test(cluster)) return 'right';
  return leftToRight.test(cluster) ? 'left' : 'neutral';
}

/**
 * The order in which characters are read, of characters in the order in which they stand from left
 * to right: the reverse of the Unicode bidirectional algorithm (UAX 9), for its implicit levels.
 * @param base whether the line as a whole is read from the right
 * @returns indices into `clusters`
 */
export function readingOrder(clusters: readonly string[], base: 'left' | 'right'): number[] {
  const directions = resolveNeutrals(clusters.map(directionOf), clusters, base);
  const order = clusters.map((_, index) => index);
  if (base === 'right') {
    order.reverse();
    return reverseRuns(order, (index) => directions[index] === 'left');
  }
  const turned = reverseRuns(order, (index) => directions[index] === 'right');
  return reverseRuns(
    turned,
    (index) => directions[index] === 'right' && isNumeric(clusters, index),
  );
}

const isNumeric = (clusters: readonly string[], index: number): boolean =>
  digit.test(clusters[index]!) ||
  (insideNumber.test(clusters[index]!) &&
    digit.test(clusters[index - 1] ?? '') &&
    digit.test(clusters[index + 1] ?? ''));

/**
 * Gives numbers and what stands between letters the direction of their surroundings. Numbers keep
 * their digits' order; for what stands beside them, one that follows a letter from the left counts
 * as such a letter (UAX 9, W7), any other as one from the right (N1).
 */
function resolveNeutrals(
  directions: readonly Direction[],
  clusters: readonly string[],
  base: 'left' | 'right',
): ('left' | 'right')[] {
  const strongFrom = (
    index: number,
    step: 1 | -1,
    numbers: boolean,
  ): 'left' | 'right' | undefined => {
    for (let at = index + step; at >= 0 && at < directions.length; at += step) {
      const direction = directions[at]!;
      if (direction === 'left' || direction === 'right') return direction;
      if (direction === 'number' && numbers) {
        return strongFrom(at, -1, false) === 'left' ? 'left' : 'right';
      }
    }
    return undefined;
  };
  return directions.map((direction, index) => {
    if (direction === 'left' || direction === 'right') return direction;
    if (base === 'right' && isNumeric(clusters, index)) return 'left';
    const before = strongFrom(index, -1, base === 'right');
    return before && before === strongFrom(index, 1, base === 'right') ? before : base;
  });
}

function reverseRuns(order: readonly number[], isInRun: (index: number) => boolean): number[] {
  const result: number[] = [];
  let run: number[] = [];
  for (const index of order) {
    if (isInRun(index)) run.push(index);
    else {
      result.push(...run.reverse(), index);
      run = [];
    }
  }
  return [...result, ...run.reverse()];
}

const opening = '([{«‹';
const closing = ')]}»›';

/** Turns brackets round that a page names by their shape, so that each opens before it closes. */
export function turnBrackets(text: string): string {
  const first = [...text].find((character) => (opening + closing).includes(character));
  if (!first || !closing.includes(first) || !hasRightToLeft(text)) return text;
  return [...text]
    .map((character) => {
      const open = opening.indexOf(character);
      const close = closing.indexOf(character);
      if (open >= 0) return closing[open];
      return close >= 0 ? opening[close] : character;
    })
    .join('');
}

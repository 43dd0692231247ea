import { oppositesOf } from '../../src/language/opposites.ts';

const name = /(?<=\S\s)\p{Lu}[\p{L}’'.-]+(?:\s+\p{Lu}[\p{L}’'.-]+)*/gu;
const number = /\b\d[\d,.]*\b/g;

/**
 * Turns a question into one that its paragraph does not answer, as people did for SQuAD 2.0: another
 * name, another number, the opposite, a negation; undefined where none of these can be done.
 * @param others texts that other names are taken from
 * @param random 0 to 1
 */
export function changeQuestion(
  question: string,
  others: readonly string[],
  random: () => number,
): string | undefined {
  const changes = [swapName(question, others, random), swapNumber(question, random)]
    .concat(oppose(question), negate(question))
    .filter((changed) => changed !== undefined && changed !== question);
  return changes[Math.floor(random() * changes.length)];
}

function swapName(
  question: string,
  others: readonly string[],
  random: () => number,
): string | undefined {
  const own = pick([...question.matchAll(name)], random);
  const names = others.flatMap((text) => text.match(name) ?? []);
  const other = pick(
    names.filter((candidate) => !question.includes(candidate)),
    random,
  );
  if (!own || other === undefined) return undefined;
  return question.slice(0, own.index) + other + question.slice(own.index + own[0].length);
}

/** Two digits of a longer number change places, and a short one becomes another. */
function swapNumber(question: string, random: () => number): string | undefined {
  const own = pick([...question.matchAll(number)], random);
  if (!own) return undefined;
  const digits = own[0].replace(/\D/g, '');
  const other = Number(digits) + 1 + Math.floor(random() * 9);
  return question.slice(0, own.index) + String(other) + question.slice(own.index + own[0].length);
}

function oppose(question: string): string | undefined {
  const words = question.split(/\b/);
  const at = words.findIndex((word) => oppositesOf(word).length > 0);
  if (at === -1) return undefined;
  words[at] = oppositesOf(words[at]!)[0]!;
  return words.join('');
}

function negate(question: string): string | undefined {
  const auxiliary =
    /^(?:who|what|which\s\w+|what\s\w+)\s(?:is|was|are|were|can|could|did|does|do|has|have)\b/i;
  const verb = /^(?:who|what)\s(?=\w+(?:ed|s)\b)/i;
  const at = auxiliary.exec(question);
  if (at) return `${at[0]} not${question.slice(at[0].length)}`;
  return verb.test(question) ? question.replace(verb, (start) => `${start}never `) : undefined;
}

const pick = <T>(items: readonly T[], random: () => number): T | undefined =>
  items[Math.floor(random() * items.length)];

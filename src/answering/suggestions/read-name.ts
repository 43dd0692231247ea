/** A name where it stands in a text. */
export interface NameAt {
  name: string;
  /** Offset behind it. */
  end: number;
}

// Read word by word: as one regular expression it takes a tenth of a second to compile.
const capitalized = /\p{Lu}[\p{L}\p{N}&’'-]*(?:\.\p{L})*/uy;
const space = /\s+/y;
const joint = /(?:(?:of|for|the|de|del|di|von|van|du|la|le)\s+){1,2}/y;
const and = /and\s+/y;
const mostWords = 7;

/**
 * The name that begins at an offset: a person, a law, a body, a place; capitalised words with "of"
 * and the like between them, and with "and" in the name of what is "of" something, such as a ministry.
 */
export function readName(text: string, at: number): NameAt | undefined {
  let end = matchAt(capitalized, text, at);
  if (end === undefined) return undefined;
  for (let words = 1; words < mostWords; words += 1) {
    const next = wordFrom(
      text,
      matchAt(space, text, end),
      /\s(?:of|for)\s/.test(text.slice(at, end)),
    );
    if (next === undefined) break;
    end = next;
  }
  return { name: bareName(text.slice(at, end)), end };
}

function wordFrom(text: string, from: number | undefined, takesAnd: boolean): number | undefined {
  if (from === undefined) return undefined;
  const ways = [from, matchAt(joint, text, from), takesAnd ? matchAt(and, text, from) : undefined];
  for (const way of ways) {
    const end = way === undefined ? undefined : matchAt(capitalized, text, way);
    if (end !== undefined) return end;
  }
  return undefined;
}

/** Where a match that begins at an offset ends. */
export function matchAt(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** One name, whichever way its apostrophes are set, and whoever owns what comes behind it. */
export const bareName = (name: string): string =>
  name
    .replaceAll('’', "'")
    .replace(/(?<=s)'$|'s$/, '')
    .replace(/\s+/g, ' ');

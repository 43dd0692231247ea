import type { Range } from '../protocol.ts';

/** A web or mail address in a text. */
export interface Address extends Range {
  /** The same for two addresses that are one: lower case, without a slash at the end. */
  key: string;
}

/**
 * Endings that make a bare name with stops an address. Two-letter countries are named only where
 * they are no English word: "in", "it" and "is" stand behind many a stop without its space.
 */
const endings =
  `com|org|net|edu|gov|mil|int|info|biz|name|museum|aero|mobi|xyz|top|site|online|shop|
  store|club|tech|cloud|live|link|click|icu|buzz|space|website|fun|app|dev|page|blog|news|vip|win|bid|
  loan|download|stream|zip|io|ai|co|cc|tv|ly|gg|eu|uk|de|fr|nl|ch|se|dk|fi|pl|cz|pt|gr|ru|su|ua|cn|tw|hk|
  jp|kr|br|mx|ar|cl|za|ng|ke|ir|tr|au|nz|ca|tk|ml|ga|cf|gq|pw|рф`.replace(/\s+/g, '');
/** Names in capitals that end like addresses and are none: "ASP.NET". */
const capitalEndings = 'COM|ORG|INFO|BIZ|XYZ|Com|Org';

const letter = '[\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{N}]';
const label = `${letter}(?:[\\p{M}_-]*${letter}){0,62}`;
/** Stops as they are typed, as IDNA reads them, and as they are hidden: `example[.]com`. */
const stop = '(?:[.．。｡]| ?[[({](?:\\.|dot)[\\])}] ?)';
/** What an address can go on with; quotation marks, brackets of CJK and marks end it. */
const rest = '[^\\s\\ufffc<>"“”«»„「」『』（）【】，。、；：！？|`]';
const before = `(?<!${letter}|[@_-])`;

const scheme = `[a-z][a-z0-9+.-]{0,20}:(?://|\\\\\\\\)${rest}+`;
const plainScheme = `(?:javascript|vbscript|mailto|tel|sms|magnet|blob|file|about|urn|intent|ftp|https?|hxxps?):(?=[^\\s\\ufffc])${rest}+`;
const dataScheme = `data:[a-z]*(?:[/;,]${rest}*)`;
const mail = `${letter}(?:[\\p{M}.+_%-]*${letter}){0,63}(?:@| ?[[({]at[\\])}] ?)(?:${label}${stop}){1,8}${letter}{2,24}`;
const web = `www\\d?${stop}${label}(?:${stop}${label}){0,8}(?:[:/?#]${rest}*)?`;
const bare = `(?:${label}${stop}){1,8}(?:${endings}|${capitalEndings})(?!${letter}|[_-])(?:(?::\\d|[/?#])${rest}*)?`;
const country = `(?:${label}\\.){1,8}[a-z]{2}/${rest}+`;
const numeric = `(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d{1,5}(?:/${rest}*)?|/${rest}+)`;
const onion = `(?:${label}\\.){1,8}onion`;

const anywhere = new RegExp(
  `${before}(?:${scheme}|${plainScheme}|${dataScheme}|${mail}|${web})`,
  'giu',
);
const byEnding = new RegExp(`${before}(?:${bare}|${country}|${numeric}|${onion})`, 'gu');
const punctuation = /[.,;:!?'’*_~…\])}]$/u;

/**
 * Finds addresses: with a scheme of any kind, `www.`, mail, bare names with a common ending, and
 * some ways to hide them. Each comes without the punctuation of the sentence around it.
 */
export function findAddresses(text: string): Address[] {
  const found = [...matches(text, anywhere), ...matches(text, byEnding)];
  found.sort((first, second) => first.start - second.start || second.end - first.end);
  let end = 0;
  return found.filter((address) => {
    if (address.start < end) return false;
    end = address.end;
    return true;
  });
}

function* matches(text: string, pattern: RegExp): Generator<Address> {
  for (const { index, 0: whole } of text.matchAll(pattern)) {
    const address = withoutPunctuation(whole);
    if (address === '') continue;
    const key = address.toLowerCase().replace(/\/+$/, '');
    yield { start: index, end: index + address.length, key };
  }
}

/** A bracket at the end belongs to the address only where it was opened there. */
function withoutPunctuation(address: string): string {
  let end = address.length;
  while (end > 0 && punctuation.test(address[end - 1]!)) {
    const closing = ')]}'.indexOf(address[end - 1]!);
    if (closing !== -1) {
      const part = address.slice(0, end);
      const count = (bracket: string) => part.split(bracket).length;
      if (count('([{'[closing]!) >= count(')]}'[closing]!)) break;
    }
    end -= 1;
  }
  return address.slice(0, end);
}

/** The keys of all addresses in the texts. */
export function addressKeys(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => findAddresses(text).map(({ key }) => key)));
}

import { parseFragment } from 'parse5';
import { type DraftSentence, markPlace } from './draft-sentence.ts';
import { addressKeys, findAddresses } from './find-addresses.ts';
import { marksOf, stripHtml } from './strip-html.ts';
import { stripInvisible } from './strip-invisible.ts';
import { stripLinks } from './strip-links.ts';
import { stripBlockMarkup, stripEmphasis } from './strip-markdown.ts';

/** What one pass over a text left, and whether it took out a link or an image. */
interface Cleaned {
  text: string;
  removedLink: boolean;
}

/** Markup inside markup takes a pass each; what still has some after so many is meant to hide it. */
const mostPasses = 20;
const listMarker = /^(?:- |\d{1,3}\. )(?=.*[\p{L}\p{N}])/u;
const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;
const markerInText = /\[(\s*\^?\s*s?\d[\d\s,;–-]*)\]/gi;
const seen = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/**
 * A written sentence as plain text: the words stay, their markup goes. Images go altogether, links
 * become their text, and an address stays only where the same one stands in a cited text. Nothing
 * that looks like a mark, a tag or a link comes about by taking out or decoding something. The places
 * of marks stay, in order, unless no word is left: then `text` is empty and has none.
 *
 * @param cited the texts of the passages that the sentence cites
 */
export function cleanSentence(
  draft: DraftSentence,
  cited: readonly string[],
): { draft: DraftSentence; removedLink: boolean } {
  const allowed = addressKeys(cited);
  const marker = listMarker.exec(draft.text)?.[0] ?? '';
  const once = stripAll(draft.text.slice(marker.length), allowed);
  const decoded = stripAll(decodeEntities(once.text), allowed);
  // An address may come about where a marker loses its brackets: `www.[3]`.
  const bare = withoutNewMarkers(decoded.text, draft.text);
  const last = bare === decoded.text ? decoded : stripAll(bare, allowed);
  const removedLink = once.removedLink || decoded.removedLink || last.removedLink;
  const text = settle(last.text, removedLink, draft.text, allowed);
  if (!seen.test(text)) return { draft: { ...draft, text: '', marks: [] }, removedLink };
  return { draft: { ...draft, text: marker + text }, removedLink };
}

/** Tidies until no address comes about where something goes: `javascript:<> .` */
function settle(
  text: string,
  removedLink: boolean,
  original: string,
  allowed: ReadonlySet<string>,
): string {
  let settled = withoutNewMarkers(tidy(text, removedLink), original);
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const stripped = stripAddresses(settled, allowed);
    if (!stripped.removedLink) break;
    settled = withoutNewMarkers(tidy(stripped.text, true), original);
  }
  return settled;
}

/** Takes out everything until nothing is left to take out. */
function stripAll(text: string, allowed: ReadonlySet<string>): Cleaned {
  let cleaned: Cleaned = { text, removedLink: false };
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const next = stripOnce(cleaned.text, allowed);
    const removedLink = cleaned.removedLink || next.removedLink;
    if (next.text === cleaned.text) return { ...next, removedLink };
    cleaned = { text: next.text, removedLink };
  }
  const plain = cleaned.text.replace(/[<>[\](){}*_`~|!\\#]/g, ' ');
  const last = stripAddresses(plain, allowed);
  return { text: last.text, removedLink: cleaned.removedLink || last.removedLink };
}

function stripOnce(text: string, allowed: ReadonlySet<string>): Cleaned {
  const html = stripHtml(stripInvisible(text));
  const links = stripLinks(html.text);
  const addresses = stripAddresses(stripBlockMarkup(links.text), allowed);
  const targets = [...html.targets, ...links.targets].map(keyOf);
  const removedLink =
    addresses.removedLink || targets.some((target) => target !== '' && !allowed.has(target));
  return { text: stripEmphasis(addresses.text, findAddresses(addresses.text)), removedLink };
}

/** The key of a link's address; nothing of one to a place in the same text. */
function keyOf(target: string): string {
  const address = target.trim().toLowerCase().replace(/\/+$/, '');
  return address.startsWith('#') ? '' : address;
}

function stripAddresses(text: string, allowed: ReadonlySet<string>): Cleaned {
  let cleaned = '';
  let from = 0;
  let removedLink = false;
  for (const { start, end, key } of findAddresses(text)) {
    if (allowed.has(key)) continue;
    removedLink = true;
    cleaned += text.slice(from, start) + marksOf(text.slice(start, end));
    from = end;
  }
  return { text: cleaned + text.slice(from), removedLink };
}

function decodeEntities(text: string): string {
  return text.replace(entity, (written) => {
    const [node] = parseFragment(written).childNodes;
    const decoded = node && 'value' in node ? node.value : written;
    return decoded.replaceAll(markPlace, '');
  });
}

/** White space as in a sentence, and nothing left of brackets that held a link. */
function tidy(text: string, removedLink: boolean): string {
  const closed = removedLink
    ? text.replace(/\(\s*\)|\[\s*\]|<\s*>|“\s*”|"\s*"/g, '').replace(/\s+(?=[.,;:!?)])/g, '')
    : text;
  return closed
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<!^) (?=\ufffc)/g, '');
}

/** `[1]` is how the answer's text shows a mark, so that none may come about from other text. */
function withoutNewMarkers(text: string, original: string): string {
  const written = new Set(original.match(markerInText));
  let before = '';
  let after = text;
  while (after !== before) {
    before = after;
    after = before.replace(markerInText, (whole, inside: string) =>
      written.has(whole) ? whole : inside,
    );
  }
  return after;
}

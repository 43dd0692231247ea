import { marksOf, type Stripped } from './strip-html.ts';

const label = '(?:[^\\[\\]]|\\[[^\\[\\]]*\\])*';
/** An address and a title in round brackets; an address that is clearly one may have spaces. */
const target =
  '\\(\\s*(?:<[^<>]*>|(?:[^\\s()]|\\([^\\s()]*\\))*)(?:\\s+(?:"[^"]*"|\'[^\']*\'|\\([^()]*\\)))?\\s*\\)' +
  '|\\(\\s*(?:[a-z][a-z0-9+.-]*:|www\\.|//?|#)[^()]*(?:\\([^()]*\\)[^()]*)*\\)';

const image = new RegExp(
  `!\\[${label}\\](?:${target}|\\([^()]*$|\\[[^\\[\\]]*\\])|(?<![\\p{L}\\p{N}])!\\[${label}\\]`,
  'giu',
);
const link = new RegExp(`\\[(${label})\\](${target})`, 'giu');
const definition = /^\[[^[\]]{1,100}\]:\s*(?=\S*[./:])/;
/** What a sentence's end has left of an image or a link. */
const cutLink = /\[([^[\]]*)\]\(\s*$/;
const cutTarget = /^([^[\]]*)\]\(\s*\)?(?=[\s.,;:!?\ufffc]|$)/;

/** Takes out Markdown's images, with their text, and the addresses of its links. */
export function stripLinks(text: string): Stripped {
  if (!/[[\]]/.test(text)) return { text, targets: [] };
  const targets: string[] = [];
  const stripped = text
    .replace(image, (whole) => {
      targets.push(addressIn(/\]\(([\s\S]*)$/.exec(whole)?.[1] ?? 'image'));
      return marksOf(whole);
    })
    .replace(link, (_, words: string, address: string) => {
      targets.push(addressIn(address.slice(1)));
      return words + marksOf(address);
    })
    .replace(definition, marksOf)
    .replace(cutLink, '$1')
    .replace(cutTarget, '$1');
  return { text: withoutCutImage(stripped), targets };
}

function withoutCutImage(text: string): string {
  const open = text.lastIndexOf(']') + 1;
  return text.slice(0, open) + text.slice(open).replaceAll('![', '');
}

function addressIn(target: string): string {
  const address = target.trim().replace(/\)$/, '').trim();
  return /^<([^<>]*)>/.exec(address)?.[1] ?? address.replace(/\s+["'(][\s\S]*$/, '');
}

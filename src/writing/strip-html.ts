/** A text without some markup, and the addresses that the markup led to. */
export interface Stripped {
  text: string;
  targets: string[];
}

const comment = /<!--[\s\S]*?(?:-->|$)/g;
const declaration = /<[!?][^<>]*>/g;
const unseen = /<(script|style)(?:[\s/][^<>]*)?>[\s\S]*?(?:<\/\1\s*>|$)/gi;
const autolink = /<((?:[a-z][a-z0-9+.-]{1,30}:|[^\s<>@]{1,64}@)[^\s<>]*)>/gi;
const tag = /<\/?([a-z][a-z0-9:\ufffc-]*)((?:\s[^<>]*|\/)?)>/gi;
/** What a sentence's end has cut off. */
const cutTag = /<\/?[a-z][a-z0-9:-]*(?:\s+[\w:-]+\s*=[^<>]*|\s*\/?)$/i;
const attribute =
  /\b(?:href|src|srcset|action|formaction|data|poster|background|cite)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
/** Elements that are used with attributes without a value; `<b and c>` is a comparison. */
const withFlags = new Set(
  `audio base button details dialog embed form frame iframe img input link math meta object option
  script select style svg template textarea video`.split(/\s+/),
);
const breaking = new Set(
  'br p div li ul ol td th tr table h1 h2 h3 h4 h5 h6 hr blockquote pre section'.split(' '),
);

/** The marks alone of what is taken out. */
export function marksOf(removed: string): string {
  return removed.replace(/[^\ufffc]+/g, '');
}

/**
 * Takes out HTML: tags and comments, with what stands in scripts and styles; the words between other
 * tags stay. Addresses in angle brackets lose these. Linear but for comments that do not end.
 */
export function stripHtml(text: string): Stripped {
  if (!text.includes('<')) return { text, targets: [] };
  const targets: string[] = [];
  const stripped = text
    .replace(comment, marksOf)
    .replace(unseen, marksOf)
    .replace(declaration, marksOf)
    .replace(autolink, '$1')
    .replace(tag, (whole: string, written: string, attributes: string) => {
      const name = written.replaceAll('\ufffc', '').toLowerCase();
      if (!isTag(name, attributes.trim())) return whole;
      targets.push(...targetsOf(name, attributes));
      return marksOf(whole) + (breaking.has(name) ? ' ' : '');
    })
    .replace(cutTag, (whole) => {
      targets.push(...targetsOf('', whole));
      return marksOf(whole);
    });
  return { text: stripped, targets };
}

function isTag(name: string, attributes: string): boolean {
  if (attributes === '' || attributes === '/' || attributes.includes('=')) return true;
  return withFlags.has(name);
}

function targetsOf(name: string, attributes: string): string[] {
  const found = [...attributes.matchAll(attribute)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
  return name === 'img' && found.length === 0 ? ['image'] : found;
}

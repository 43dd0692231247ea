const empty = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
/**
 * Sections of characters, comments, which stay as they are, and tags that close themselves. What is
 * never closed goes to the end, so that no text is searched through more than once.
 */
const markup =
  /<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|<([a-z][\w:.-]*)((?:\s+[^\s<>"'/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*\/>/gi;

/**
 * XHTML as HTML means it: `<a id="x"/>`, which HTML would leave open, gets its end tag, and sections
 * of characters become text. Unlike an XML parser, the one for HTML reads on where a book is not
 * well-formed.
 */
export function xhtmlToHtml(source: string): string {
  return source.replace(markup, (whole, characters?: string, name?: string, attributes = '') => {
    if (characters !== undefined) {
      return characters.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    }
    if (name === undefined || empty.has(name.toLowerCase())) return whole;
    return `<${name}${attributes}></${name}>`;
  });
}

/** Whether a page says that it is XHTML. */
export function isXhtml(source: string): boolean {
  return /^\s*<\?xml\b/.test(source) || /<html\b[^>]*\bxmlns\s*=/i.test(source.slice(0, 4_096));
}

import { SaxesParser, type SaxesTagNS } from 'saxes';
import { DocumentError } from '../errors.ts';
import { decodeBytes } from './decode-bytes.ts';

/** An element without its comments and instructions. Text is as written, white space included. */
export interface XmlElement {
  /** The local name, with a prefix where its namespace is among those asked for: `w:p`. */
  name: string;
  /** Named as elements are. An attribute without a prefix has none here either. */
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

/** What is told of a document from start to end, when its tree would be too large to hold. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  /** Called for each piece; a run of text may come in several. */
  text?(value: string): void;
  close(name: string): void;
}

export interface XmlSource {
  /** Of the file, for messages. */
  uri: string;
  /** Of the part of the file, for messages. */
  part: string;
  /**
   * The prefix that a namespace shall have in names, whatever the document calls it. Elements of
   * other namespaces go by their local names.
   */
  prefixes?: Readonly<Record<string, string>>;
  /** Elements that a tree is made without, with all that is in them: most tell of looks alone. */
  leaveOut?: ReadonlySet<string>;
}

/** Deeper than any program nests, and far from where the recursion of a reader would end. */
const deepest = 1000;

/** Shared by the many elements that have none. */
const noAttributes: XmlElement['attributes'] = Object.freeze({});
const noChildren: readonly XmlNode[] = Object.freeze([]);

/**
 * Parses XML into a tree. Nothing is fetched and no entity is declared: a document that brings its
 * own is refused. A tree takes several times the memory of its text.
 * @throws DocumentError when it is not well-formed ('damaged') or nested too deeply
 */
export function parseXml(text: string, source: XmlSource): XmlElement {
  const document = { name: '', attributes: noAttributes, children: noChildren };
  const stack: XmlElement[] = [document];
  /** How deep inside an element that is left out. */
  let outside = 0;
  const add = (node: XmlNode) => {
    const parent = stack.at(-1)!;
    const children = parent.children as XmlNode[];
    const last = children.at(-1);
    if (last === undefined) parent.children = [node];
    else if (typeof last === 'string' && typeof node === 'string')
      children.splice(-1, 1, last + node);
    else children.push(node);
  };
  scanXml(text, source, {
    open(name, attributes) {
      if (outside > 0 || source.leaveOut?.has(name)) {
        outside += 1;
        return;
      }
      const element = { name, attributes, children: noChildren };
      add(element);
      stack.push(element);
    },
    text: (value) => {
      if (outside === 0) add(value);
    },
    close() {
      if (outside > 0) outside -= 1;
      else stack.pop();
    },
  });
  const root = document.children.find(isElement);
  if (!root) throw malformed(source, 'it has no element');
  return root;
}

/** Reads XML without making a tree of it. Refuses what {@link parseXml} refuses. */
export function scanXml(text: string, source: XmlSource, handler: XmlHandler): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const nameOf = nameReader(source.prefixes);
  let depth = 0;
  const addText = (value: string) => {
    if (depth > 0) handler.text?.(honestText(value));
  };
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > deepest) throw tooDeep(source);
    handler.open(nameOf(tag.uri, tag.local), readAttributes(tag, nameOf));
  });
  parser.on('closetag', ({ uri, local }) => {
    depth -= 1;
    handler.close(nameOf(uri, local));
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('doctype', (declaration) => {
    // The parser expands none of them, but would leave their names in the text.
    if (declaration.includes('[')) throw malformed(source, 'it declares entities of its own');
  });
  parser.on('error', ({ message }) => {
    if (!harmless.test(message)) throw malformed(source, 'it is no sound XML', message);
  });
  parser.write(text.replace(/^\ufeff/, '')).close();
}

/** Slips of programs that leave no doubt about what the document says. */
const harmless = /^(?:disallowed character\.|unbound namespace prefix)/;

type ReadName = (namespace: string, local: string) => string;

function nameReader(prefixes: XmlSource['prefixes'] = {}): ReadName {
  const named = new Map<string, Map<string, string>>();
  return (namespace, local) => {
    const prefix = prefixes[namespace];
    if (prefix === undefined) return local;
    const names = named.get(prefix) ?? new Map<string, string>();
    if (names.size === 0) named.set(prefix, names);
    let name = names.get(local);
    if (name === undefined) {
      name = `${prefix}:${local}`;
      names.set(local, name);
    }
    return name;
  };
}

function readAttributes({ attributes }: SaxesTagNS, nameOf: ReadName): XmlElement['attributes'] {
  let read: Record<string, string> | undefined;
  for (const key in attributes) {
    const { uri, local, value } = attributes[key]!;
    read ??= {};
    read[nameOf(uri, local)] = honestText(value);
  }
  return read ?? noAttributes;
}

const tooDeep = ({ uri }: XmlSource): DocumentError =>
  new DocumentError(
    'too-complex',
    `${uri} is nested too deeply to be read. Flatten its tables or lists.`,
  );

// biome-ignore lint/suspicious/noControlCharactersInRegex: references can name what XML forbids
const dishonest = /[\0-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]/;

/** Character references can write what no text holds: controls, carriage returns, half pairs. */
function honestText(text: string): string {
  if (!dishonest.test(text)) return text;
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
      .replace(/[\0-\x08\x0b-\x1f\ufffe\uffff]/g, '')
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
  );
}

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';

/** The elements right inside, of one name or all. */
export function childElements(parent: XmlElement, name?: string): XmlElement[] {
  return parent.children.filter(
    (node): node is XmlElement => isElement(node) && (name === undefined || node.name === name),
  );
}

/** The first element right inside that has the name. */
export function firstChild(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent?.children.find((node): node is XmlElement => isElement(node) && node.name === name);
}

/** Every element of the name, at any depth, in the order of their start tags. */
export function descendants(parent: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (element: XmlElement) => {
    for (const child of element.children) {
      if (!isElement(child)) continue;
      if (child.name === name) found.push(child);
      visit(child);
    }
  };
  visit(parent);
  return found;
}

/** All text inside, as written. */
export function textContent(element: XmlElement): string {
  return element.children.map((node) => (isElement(node) ? textContent(node) : node)).join('');
}

/**
 * Decodes XML or XHTML by its byte order mark, or else by its declaration, or else as UTF-8.
 * @throws DocumentError when the bytes are not of that encoding
 */
export function decodeMarkup(bytes: Uint8Array, { uri, part }: XmlSource): string {
  const encoding = markedEncoding(bytes) ?? declaredEncoding(bytes) ?? 'utf-8';
  const text = decodeBytes(bytes, encoding);
  if (text !== undefined) return text;
  throw malformed({ uri, part }, `its text is not in the encoding ${encoding}`);
}

function markedEncoding([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Without a mark: the `<` of the declaration.
  if (first === 0x3c && second === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c) return 'utf-16be';
  return undefined;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^(?:ï»¿)?<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
  // A document that can be read so far cannot be in two bytes a character.
  return declared && /^utf-?16/i.test(declared) ? undefined : declared;
}

function malformed({ uri, part }: XmlSource, what: string, cause?: unknown): DocumentError {
  return new DocumentError(
    'damaged',
    `${uri} is damaged: ${part} in it cannot be read (${what.trim()}). Copy it again from where it came from, or save it again in its program.`,
    { cause },
  );
}

import {
  DOMParser,
  type ParsedAttributes,
  type ParserEvents,
} from '@xmldom/xmldom/lib/dom-parser.js';
import { DocumentError } from '../errors.ts';

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
}

/** Deeper than any program nests, and far from where the recursion of a reader would end. */
const deepest = 1000;

/**
 * Parses XML into a tree. Nothing is fetched and no entity is declared: a document that brings its
 * own is refused. A tree takes about ten times the memory of its text.
 * @throws DocumentError when it is not well-formed ('damaged') or nested too deeply
 */
export function parseXml(text: string, source: XmlSource): XmlElement {
  type Open = { name: string; attributes: Record<string, string>; children: XmlNode[] };
  const document: Open = { name: '', attributes: {}, children: [] };
  const stack = [document];
  scanXml(text, source, {
    open(name, attributes) {
      const element: Open = { name, attributes, children: [] };
      stack.at(-1)!.children.push(element);
      stack.push(element);
    },
    text(value) {
      const { children } = stack.at(-1)!;
      const last = children.length - 1;
      if (typeof children[last] === 'string') children[last] += value;
      else children.push(value);
    },
    close: () => stack.pop(),
  });
  const root = document.children.find((node) => typeof node !== 'string');
  if (!root) throw malformed(source, 'it has no element');
  return root;
}

/** Reads XML without making a tree of it. Refuses what {@link parseXml} refuses. */
export function scanXml(text: string, source: XmlSource, handler: XmlHandler): void {
  // The parser knows no entities beyond XML's five, but would take their declarations for text.
  if (/<!DOCTYPE[^>[]*\[/i.test(text.slice(0, 10_000))) {
    throw malformed(source, 'it declares entities of its own');
  }
  let failure: DocumentError | undefined;
  const fail = (message: string): never => {
    failure ??= malformed(source, message.replace(/^\[xmldom \w+\]\s*|\s*@#\[line.*$/gs, ''));
    throw failure;
  };
  const events = new XmlEvents(source, handler);
  const options = {
    domBuilder: events,
    // Of XML 1.0; the parser's own also changes separators of lines that are part of the text.
    normalizeLineEndings: (value: string) => value.replace(/\r\n?/g, '\n'),
    errorHandler: { warning: fail, error: fail, fatalError: fail },
  };
  try {
    new DOMParser(options).parseFromString(text.replace(/^\ufeff/, ''), 'text/xml');
  } catch (cause) {
    throw events.failure ?? failure ?? malformed(source, 'it cannot be parsed', cause);
  }
  if (events.depth !== 0) throw malformed(source, 'it ends too early');
}

/** A builder for the parser that passes on what it is told instead of making a DOM. */
class XmlEvents implements ParserEvents {
  depth = 0;
  failure: DocumentError | undefined;
  readonly #source: XmlSource;
  readonly #handler: XmlHandler;

  constructor(source: XmlSource, handler: XmlHandler) {
    this.#source = source;
    this.#handler = handler;
  }

  startElement(
    namespace: string | undefined,
    local: string,
    _name: string,
    read: ParsedAttributes,
  ) {
    this.depth += 1;
    if (this.depth > deepest) {
      this.failure ??= new DocumentError(
        'too-complex',
        `${this.#source.uri} is nested too deeply to be read. Flatten its tables or lists.`,
      );
      throw this.failure;
    }
    const attributes: Record<string, string> = Object.create(null);
    for (let index = 0; index < read.length; index += 1) {
      const name = this.#nameOf(read.getURI(index), read.getLocalName(index));
      attributes[name] = honestText(read.getValue(index));
    }
    this.#pass(() => this.#handler.open(this.#nameOf(namespace, local), attributes));
  }

  endElement(namespace: string | undefined, local: string) {
    this.depth -= 1;
    this.#pass(() => this.#handler.close(this.#nameOf(namespace, local)));
  }

  characters(text: string, start: number, length: number) {
    if (this.depth === 0) return;
    this.#pass(() => this.#handler.text?.(honestText(text.substring(start, start + length))));
  }

  startDocument() {}
  endDocument() {}
  startPrefixMapping() {}
  endPrefixMapping() {}
  processingInstruction() {}
  comment() {}
  startCDATA() {}
  endCDATA() {}
  startDTD() {}
  endDTD() {}

  /** The parser takes any error for one of the document, and so the first one is kept. */
  #pass(call: () => void) {
    try {
      call();
    } catch (cause) {
      if (cause instanceof DocumentError) this.failure ??= cause;
      throw cause;
    }
  }

  #nameOf(namespace: string | undefined, local: string): string {
    const prefix = namespace && this.#source.prefixes?.[namespace];
    return prefix ? `${prefix}:${local}` : local;
  }
}

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
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw malformed({ uri, part }, `its text is not in the encoding ${encoding}`, cause);
  }
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

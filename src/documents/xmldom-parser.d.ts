/**
 * What is used of xmldom's parser. The package's own types bring those of a browser's DOM into the
 * whole program, and leave out the options that let a parser build something else than a DOM.
 */
declare module '@xmldom/xmldom/lib/dom-parser.js' {
  export interface ParsedAttributes {
    readonly length: number;
    getURI(index: number): string | undefined;
    getLocalName(index: number): string;
    getValue(index: number): string;
  }

  /** After SAX2's handlers of the same names. */
  export interface ParserEvents {
    startDocument(): void;
    endDocument(): void;
    startElement(
      namespace: string | undefined,
      localName: string,
      qualifiedName: string,
      attributes: ParsedAttributes,
    ): void;
    endElement(namespace: string | undefined, localName: string, qualifiedName: string): void;
    startPrefixMapping(prefix: string, namespace: string): void;
    endPrefixMapping(prefix: string): void;
    characters(text: string, start: number, length: number): void;
    processingInstruction(target: string, data: string): void;
    comment(text: string, start: number, length: number): void;
    startCDATA(): void;
    endCDATA(): void;
    startDTD(name: string, publicId: string | false, systemId: string | false): void;
    endDTD(): void;
  }

  export interface ParserOptions {
    domBuilder: ParserEvents;
    normalizeLineEndings(text: string): string;
    errorHandler: Record<'warning' | 'error' | 'fatalError', (message: string) => void>;
  }

  export class DOMParser {
    constructor(options: ParserOptions);
    parseFromString(text: string, mediaType: string): unknown;
  }
}

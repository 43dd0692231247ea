import { decodeEscapes } from '../ooxml/decode-escapes.ts';
import { scanXml, type XmlSource } from '../xml.ts';

/** The texts that cells of a workbook share, their runs joined and readings of words left out. */
export function readStrings(xml: string, source: XmlSource): string[] {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let inReading = false;
  scanXml(xml, source, {
    open(name) {
      if (name === 's:si') text = '';
      else if (name === 's:rPh') inReading = true;
      else if (name === 's:t') inText = !inReading;
    },
    text(value) {
      if (inText) text += value;
    },
    close(name) {
      if (name === 's:si') strings.push(decodeEscapes(text));
      else if (name === 's:rPh') inReading = false;
      else if (name === 's:t') inText = false;
    },
  });
  return strings;
}

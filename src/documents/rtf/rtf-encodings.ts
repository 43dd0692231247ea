import { decodeBytes } from '../decode-bytes.ts';

/** Character sets of fonts (`\fcharset`) that have an encoding of their own. */
const encodingsOfCharsets: Readonly<Record<number, string>> = {
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};
export const symbolCharset = 2;

const encodingsOfCodePages: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1361: 'euc-kr',
  10000: 'macintosh',
  20866: 'koi8-r',
  21866: 'koi8-u',
  65001: 'utf-8',
};

/** What the code pages of DOS have from 0x80 on, which no decoder of the Web knows. */
const dosCodePages: Readonly<Record<string, string>> = {
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  cp852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
};

export function encodingOfCodePage(codePage: number): string {
  const dos = `cp${codePage}`;
  if (dos in dosCodePages) return dos;
  return encodingsOfCodePages[codePage] ?? `windows-${codePage}`;
}

export const encodingOfCharset = (charset: number): string | undefined =>
  encodingsOfCharsets[charset];

interface RtfEncodings {
  font: string | undefined;
  document: string;
  /** Whether bytes beyond ASCII stand as they are, which the specification does not allow. */
  isRaw: boolean;
}

/**
 * Decodes text in the encoding of its font or, where it cannot be in that, in that of the document
 * or in Windows-1252. Raw bytes are in UTF-8 where they can be: programs that write them mean it so.
 * `undefined` where the text is in none of them.
 */
export function decodeRtfText(
  bytes: Uint8Array,
  { font, document, isRaw }: RtfEncodings,
): string | undefined {
  for (const encoding of [isRaw ? 'utf-8' : undefined, font, document, 'windows-1252']) {
    if (!encoding) continue;
    const dos = dosCodePages[encoding];
    if (dos) return decodeByTable(bytes, dos);
    const text = decodeBytes(bytes, encoding);
    if (text !== undefined) return text;
  }
  return undefined;
}

function decodeByTable(bytes: Uint8Array, high: string): string {
  return Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : high[byte - 0x80],
  ).join('');
}

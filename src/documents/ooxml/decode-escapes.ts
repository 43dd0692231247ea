/**
 * Office programs write characters that XML cannot hold as `_x000B_`, and what looks like that as
 * `_x005F_x000B_` (ECMA-376, part 1, 22.9.2.19). Line breaks stay; other controls are left out.
 */
export function decodeEscapes(text: string): string {
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, digits: string) => {
    const code = Number.parseInt(digits, 16);
    if (code === 0x0a || code === 0x0b) return '\n';
    if (code === 0x09) return '\t';
    return code < 0x20 || (code >= 0xd800 && code <= 0xdfff) ? '' : String.fromCharCode(code);
  });
}

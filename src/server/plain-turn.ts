const definition = /^\[\^\w+\]:.*$/gm;
/** What this server says about an answer, and doubts about a sentence. */
const remark = /^\*[^*\n]+\*$/gm;
const doubt = / \*\([^*\n]+\)\*/g;
const closestPassage = /^- “.*” — .*<https?:\/\/\S+>$/gm;
const reference = /\[\^\w+\]| ?\[\d{1,3}\]/g;
const quoteMark = /^> ?/gm;
const escaped = /\\([!-/:-@[-`{-~])|&(lt|amp);|`([^`\n]+)`/g;
const entities: Readonly<Record<string, string>> = { lt: '<', amp: '&' };

/**
 * An earlier answer of this server without what stands around its sentences: marks, footnotes,
 * closest passages, remarks and escapes.
 */
export function plainTurn(markdown: string): string {
  return markdown
    .replace(definition, '')
    .replace(remark, '')
    .replace(doubt, '')
    .replace(closestPassage, '')
    .replace(reference, '')
    .replace(quoteMark, '')
    .replace(/ +$/gm, '')
    .replace(
      escaped,
      (_, mark = '', entity = '', code = '') => mark + (entities[entity] ?? '') + code,
    )
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

import { placeholder } from './wording.ts';

/** Text with nodes for values, which keep a direction and a style of their own. */
export function fillNodes(text: string, values: Readonly<Record<string, Node | string>>): Node[] {
  // Every other part is the name in a placeholder.
  return text
    .split(placeholder)
    .map((part, index) => (index % 2 === 0 ? part : (values[part] ?? `{${part}}`)))
    .map((part) => (typeof part === 'string' ? new Text(part) : part));
}

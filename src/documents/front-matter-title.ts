const titleEntry = /^title[ \t]*[:=][ \t]*(.*)\n?((?:[ \t]+\S.*\n?)*)/m;
const blockScalar = /^[>|][+-]?[ \t]*$/;
const doubleQuoted = /^"((?:[^"\\]|\\.)*)"/;
const singleQuoted = /^'((?:[^']|'')*)'/;

/**
 * The title that front matter names, in YAML or TOML. Reads a value on one line, quoted or not, or
 * a block of indented lines; of escapes in quotes only those of quotes and backslashes.
 */
export function frontMatterTitle(matter: string): string | undefined {
  const topLevel = matter.split(/^\[/m, 1)[0]!;
  const [, value = '', block = ''] = titleEntry.exec(topLevel) ?? [];
  const title = blockScalar.test(value) ? block.replace(/\s+/g, ' ') : readScalar(value);
  return title.trim() || undefined;
}

function readScalar(value: string): string {
  const double = doubleQuoted.exec(value)?.[1];
  if (double !== undefined) return double.replace(/\\(["\\])/g, '$1');
  const single = singleQuoted.exec(value)?.[1];
  if (single !== undefined) return single.replaceAll("''", "'");
  return value.replace(/(?:^|[ \t])#.*$/, '');
}

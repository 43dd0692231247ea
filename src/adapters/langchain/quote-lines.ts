/** UTF-16 units; a title or heading is shorter, and its place is not the place for more. */
const longestHeading = 200;

/** Whatever a reader, a terminal or a model takes for the end of a line. */
const lineEnd = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** A text as lines that each begin with "> ". */
export const quoteLines = (text: string): string[] =>
  disarm(text)
    .split(lineEnd)
    .map((line) => (line === '' ? '>' : `> ${line}`));

/** A text as one line in quotation marks, with those inside it escaped. */
export function inQuotationMarks(text: string): string {
  const line = disarm(text)
    .replace(/[\s\u0085]+/g, ' ')
    .trim();
  const shown = line.length > longestHeading ? `${line.slice(0, longestHeading)}…` : line;
  return JSON.stringify(shown);
}

/** Characters that no reader sees but a model does: Unicode's tags spell out ASCII. */
const tags = /[\u{e0000}-\u{e007f}]/gu;

/**
 * What the chat templates of models mark turns and tool results with: <|im_start|>, <start_of_turn>,
 * </tool_response>, [INST], <<SYS>>, <s> and their like. Many servers read them in plain text, too.
 */
const templateMark =
  /<[|｜]|[|｜]>|<<\/?SYS>>|<\/?(?:s|bos|eos|system|user|assistant|think|(?:start|end)_of_\w+|tools?\w*|functions?\w*)>|\[\/?(?:INST|SYSTEM_PROMPT|TOOL_\w+|AVAILABLE_TOOLS)\]/giu;

/** Puts a space into each mark, so that it is words again. */
const disarm = (text: string): string =>
  text.replace(tags, '').replace(templateMark, ([first, ...rest]) => `${first} ${rest.join('')}`);

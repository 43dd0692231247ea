import type { ModelRequest } from './model-endpoint.ts';

/** The id under which a sentence stands in a prompt, as a mark: `[S3]`. */
export function citeSource({ messages }: Pick<ModelRequest, 'messages'>, words: string): string {
  const lines = messages.flatMap(({ content }) => content.split('\n'));
  const line = lines.find((one) => /^\[S\d+\]/.test(one) && one.includes(words));
  const mark = /^\[S\d+\]/.exec(line ?? '')?.[0];
  if (!mark) throw new Error(`No numbered sentence of the prompt has ${JSON.stringify(words)}.`);
  return mark;
}

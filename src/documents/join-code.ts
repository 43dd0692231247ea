import type { OfficeDraft } from './office-draft.ts';

/** Lines of code, which are paragraphs of their own in text documents, as one block. */
export function joinCode(drafts: readonly OfficeDraft[]): OfficeDraft[] {
  const joined: OfficeDraft[] = [];
  for (const draft of drafts) {
    const last = joined.at(-1);
    if (draft.kind === 'code' && last?.kind === 'code') last.text += `\n${draft.text}`;
    else joined.push({ ...draft });
  }
  return joined;
}

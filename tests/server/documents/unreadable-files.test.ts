import { expect, test } from 'vitest';
import { unreadableFiles } from '../../../src/server/documents/unreadable-files.ts';

test('a file is named as it is called, whatever its name means to a program', () => {
  const uri = "file:///home/agnes/$&'$$.docx";
  const failure = { reason: 'empty' as const, message: `${uri} holds no text.` };
  const [shown] = unreadableFiles([{ uri, size: 1, modifiedAt: 1, revision: '', failure }], []);
  expect(shown).toMatchObject({ uri: "$&'$$.docx", message: "$&'$$.docx holds no text." });
});

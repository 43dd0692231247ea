import { temporaryDirectory, writeFiles } from './temporary-directory.ts';

/** Three short documents, of which two have the same name and one shows what Markdown may hold. */
export const smallCorpus: Readonly<Record<string, string>> = {
  'harbour.md': `# The Harbour of Selmouth

## Piers

The north pier was built in 1871 by Agnes Thornley. It is 412 metres long and carries a lighthouse
with a green lamp.

The south pier was destroyed by a storm in 1902 and was never rebuilt.

## Ferries

A ferry leaves for the island of Ennis every morning at seven. In winter it leaves twice a week.
`,
  'museum/guide.md': `# Museum Guide

The museum opens at ten and closes at five. Children under twelve enter free of charge.

The oldest object in the collection is a bronze anchor from the third century.
`,
  'garden/guide.md': `# Garden Guide

The rose garden holds two hundred kinds of roses. Dogs are not allowed in the rose garden.

Mark \\<script>alert("roses")\\</script> & "quotes" stay as they are in this sentence about hedges.
`,
};

/** A folder with them that goes with the test file. */
export async function writeSmallCorpus(): Promise<string> {
  const corpus = await temporaryDirectory();
  await writeFiles(corpus, smallCorpus);
  return corpus;
}

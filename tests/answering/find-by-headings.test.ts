import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { retrieve } from '../../src/retrieval/retrieve.ts';
import { openTestIndex, type TestIndex } from '../support/open-test-index.ts';
import { smallCorpus } from '../support/small-corpus.ts';

/** Its names stand in the title and in headings alone. */
const handbook = `# Quillfeather Handbook

Everyone signs in at the desk before noon.

## Zentrale

Visitors wait downstairs until somebody fetches them.

### Brunnenhof

It closes when it rains.
`;

/** Passages enough that not all are found. */
const others = Object.fromEntries(
  Array.from({ length: 30 }, (_, index) => {
    const parts = Array.from(
      { length: 8 },
      (_, part) => `## Part ${part}\n\nItem ${part} of list ${index} costs ten pounds.`,
    );
    return [`other-${index}.md`, `# Notes ${index}\n\n${parts.join('\n\n')}\n`];
  }),
);

describe('a passage that has a word only above its text', () => {
  let index: TestIndex;
  beforeAll(async () => {
    index = await openTestIndex({ ...smallCorpus, ...others, 'handbook.md': handbook });
  });
  afterAll(() => index.close());

  it.each([
    ['Quillfeather', 'Everyone signs in at the desk before noon.'],
    ['What is Zentrale?', 'Visitors wait downstairs until somebody fetches them.'],
    ['When does the Brunnenhof close?', 'It closes when it rains.'],
    ['brunnenhof', 'It closes when it rains.'],
  ])('is found by it: %s', async (question, text) => {
    const { passages } = await retrieve(index.context, question);
    expect(passages[0]!.textScore).toBeGreaterThan(0);
    expect(passages[0]!.passage.title).toBe('Quillfeather Handbook');
    const byWords = passages.filter(({ textScore }) => textScore > 0).slice(0, 3);
    expect(byWords.map(({ passage }) => passage.text)).toContain(text);
  });

  it('is quoted for it', async () => {
    const { citations, closest } = await index.ask('When does the Brunnenhof close?');
    const [first] = [...citations, ...closest];
    expect(first).toMatchObject({
      quote: 'It closes when it rains.',
      document: { title: 'Quillfeather Handbook' },
      section: ['Zentrale', 'Brunnenhof'],
    });
  });
});

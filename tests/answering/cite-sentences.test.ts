import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  citeSentences,
  groupAdjacent,
  publicUri,
  type SentencePlace,
} from '../../src/answering/cite-sentences.ts';
import type { SourceDocument } from '../../src/documents/source-document.ts';
import { passageTerms } from '../../src/retrieval/passage-terms.ts';
import { embedByHand } from '../support/embed-by-hand.ts';
import { expectSoundCitation } from '../support/expect-sound-citation.ts';
import { corpusDocument, markdown, plainText } from '../support/read-source.ts';

/** Every sentence of a document, by place. */
async function placesIn(document: SourceDocument, maximumCharacters = 600) {
  const passages = await embedByHand(document, { maximumCharacters });
  return passages.flatMap((passage) =>
    passageTerms(passage).texts.map((text, index) => ({ passage, index, text })),
  );
}

type Place = Awaited<ReturnType<typeof placesIn>>[number];

const pick = (places: readonly Place[], ...beginnings: string[]): Place[] =>
  beginnings.map((beginning) => {
    const place = places.find(({ text }) => text.startsWith(beginning));
    return place ?? expect.fail(`there is no sentence that begins with ${beginning}`);
  });

const cite = (document: SourceDocument, places: readonly SentencePlace[]) =>
  citeSentences(places, 1, async () => document);

/** The quotes for sentences that begin so. */
async function quotes(document: SourceDocument, beginnings: string[], maximumCharacters?: number) {
  const places = pick(await placesIn(document, maximumCharacters), ...beginnings);
  const citations = await Promise.all(groupAdjacent(places).map((group) => cite(document, group)));
  for (const citation of citations) expectSoundCitation(citation, document);
  return citations.map(({ quote }) => quote);
}

const three = markdown('# T\n\nOne is first. Two is second. Three is third. Four is last.');

describe('quotes', () => {
  it('are one for sentences that follow one another', async () => {
    expect(await quotes(three, ['Two', 'Three'])).toEqual(['Two is second. Three is third.']);
  });

  it('read in the document’s order inside, whichever was better', async () => {
    expect(await quotes(three, ['Three', 'Two'])).toEqual(['Two is second. Three is third.']);
  });

  it('come in the order of their best sentence', async () => {
    expect(await quotes(three, ['Four', 'One', 'Two'])).toEqual([
      'Four is last.',
      'One is first. Two is second.',
    ]);
  });

  it('go on from one passage into the next', async () => {
    expect(await quotes(three, ['Two', 'Three'], 30)).toEqual(['Two is second. Three is third.']);
  });

  it('end at a heading', async () => {
    const document = markdown('# T\n\n## A\n\nOne.\n\n## B\n\nTwo.');
    expect(await quotes(document, ['One', 'Two'])).toEqual(['One.', 'Two.']);
  });

  it('keep paragraphs and items of lists on lines of their own', async () => {
    const document = markdown('There are these:\n\n- one\n- two\n\nNo more.');
    const [quote] = await quotes(document, ['There', 'one', 'two', 'No']);
    expect(quote!.split(/\n+/)).toEqual(['There are these:', 'one', 'two', 'No more.']);
  });

  it('have two parts where a page break cuts a sentence, read as one', async () => {
    const first = 'The committee has met several times since the spring and has reached an';
    const document = markdown(
      `# T\n\n${first}\n\n---\n\nJane Doe is a writer.\n\nagreement. So it is.`,
    );
    expect(await quotes(document, ['The committee', 'So it'])).toEqual([
      `${first} agreement. So it is.`,
    ]);
    const hyphen = plainText(`${first} agree-\fment. So it is.`);
    expect(await quotes(hyphen, ['The committee'])).toEqual([`${first} agree-ment.`]);
  });

  it('of a text and of the box inside it stay apart', async () => {
    const first = 'The committee has met several times since the spring and has reached an';
    const source = `# T\n\nIt began. ${first}\n\n---\n\nJane Doe is a writer.\n\nagreement. So it is.`;
    expect(await quotes(markdown(source), ['So it', 'Jane'])).toEqual([
      'So it is.',
      'Jane Doe is a writer.',
    ]);
  });

  it('of two notes stay apart, and of one that fills two passages do not', async () => {
    const document = markdown(
      '# T\n\nText.\n\n<sup>1</sup> One is first. Two is second.\n\n<sup>2</sup> Three is third.',
    );
    expect(await quotes(document, ['One', 'Two', 'Three'], 20)).toEqual([
      'One is first. Two is second.',
      'Three is third.',
    ]);
  });

  it('of several documents stay apart', async () => {
    const [left, right] = [markdown('One.'), plainText('Two.')];
    const groups = groupAdjacent([...(await placesIn(right)), ...(await placesIn(left))]);
    expect(groups.map((group) => group[0]!.passage.documentId)).toEqual([right.id, left.id]);
  });

  it('stand in the document, whichever sentences are chosen, and lose none', async () => {
    const document = corpusDocument();
    for (const maximumCharacters of [600, 200]) {
      const places = await placesIn(document, maximumCharacters);
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray(places, { minLength: 1, maxLength: 30 }),
          async (chosen) => {
            const groups = groupAdjacent(chosen);
            expect(new Set(groups.flat())).toEqual(new Set(chosen));
            expect(groups[0]).toContain(chosen[0]);
            const citations = await Promise.all(groups.map((group) => cite(document, group)));
            for (const [index, citation] of citations.entries()) {
              expectSoundCitation(citation, document);
              for (const place of groups[index]! as Place[])
                expect(citation.quote).toContain(place.text);
            }
          },
        ),
        { numRuns: 60 },
      );
    }
  });
});

const piers = markdown(
  '| Pier | Built | Length |\n| - | - | - |\n| North | 1871 | 412 m |\n| South | 1890 | 300 m |\n| West | 1900 | 95 m |',
);

describe('quotes of rows', () => {
  it('begin with the names of the columns', async () => {
    expect(await quotes(piers, ['Pier\tBuilt\tLength\nSouth'])).toEqual([
      'Pier\tBuilt\tLength\nSouth\t1890\t300 m',
    ]);
  });

  it('that follow one another share them', async () => {
    const rows = ['Pier\tBuilt\tLength\nSouth', 'Pier\tBuilt\tLength\nWest'];
    expect(await quotes(piers, rows)).toEqual([
      'Pier\tBuilt\tLength\nSouth\t1890\t300 m\nWest\t1900\t95 m',
    ]);
  });

  it('that were cut between columns are put together again', async () => {
    const places = await placesIn(piers, 20);
    const document = piers;
    for (const group of groupAdjacent(places)) {
      expectSoundCitation(await cite(document, group), document);
    }
    const whole = await cite(document, places);
    expect(whole.quote).toBe(document.text);
  });
});

describe('a citation', () => {
  it('names the pages on which its quote begins and ends', async () => {
    const document = plainText('The first part of a sentence that is\fcut by a page. And on.');
    const [place] = pick(await placesIn(document), 'The first');
    const citation = await cite(document, [place!]);
    expect(citation).toMatchObject({ page: 1, lastPage: 2 });
    const [on] = pick(await placesIn(document), 'And on');
    expect(await cite(document, [on!])).not.toHaveProperty('lastPage');
  });

  it('names its place', async () => {
    const document = plainText('One.\n\nTwo.\fThree.');
    const [place] = pick(await placesIn(document, 10), 'Three');
    const citation = await citeSentences([place!], 4, async () => document);
    expect(citation).toMatchObject({ number: 4, page: 2, section: [], quote: 'Three.' });
    expectSoundCitation(citation, document);
  });

  it('shows of a file outside the corpus its name alone', () => {
    expect(publicUri('file:///home/someone/My%20notes.md')).toBe('My notes.md');
    expect(publicUri('folder/notes.md')).toBe('folder/notes.md');
    expect(publicUri('file:100%.md')).toBe('file:100%.md');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headingQuestion } from '../../src/answering/suggestions/heading-questions.ts';
import { KnownNames } from '../../src/answering/suggestions/known-names.ts';
import { sentenceQuestions } from '../../src/answering/suggestions/sentence-questions.ts';

/** What the rest of the documents says, so that it is known what is a name. */
const elsewhere = [
  'We visited Lake Orn, the Harbour Act, the Port Authority, Selmouth and Agnes Thornley.',
  'Reports from the Ministry of Trade and Industry, the Storm Fund and the Lantern Society came.',
  'A morpheme, erosion and a tidal basin, for applicants and for technology providers.',
];
const ask = (sentence: string, headings: string[] = []) =>
  sentenceQuestions(sentence, new KnownNames([...elsewhere, sentence], headings));

describe('the questions of a sentence', () => {
  it.each([
    [
      'The north pier was built in 1871 by Agnes Thornley.',
      ['Who built the north pier?', 'When was the north pier built?'],
    ],
    [
      'The Harbour Act, signed in May 1902 by Agnes Thornley, applies.',
      ['Who signed the Harbour Act?', 'When was the Harbour Act signed?'],
    ],
    ['The Lantern Society was founded in 1890.', ['When was the Lantern Society founded?']],
    [
      'In 1890, the Lantern Society was founded by fishermen.',
      ['When was the Lantern Society founded?'],
    ],
    ['In March 1903, Selmouth unveiled a plan.', ['What did Selmouth unveil in March 1903?']],
    ['For example, the Harbour Act requires a permit.', ['What does the Harbour Act require?']],
    ['The Harbour Act applies to all ships.', ['What does the Harbour Act apply to?']],
    ['The Storm Fund is a scheme for repairs after storms.', ['What is the Storm Fund?']],
    ['Agnes Thornley was an engineer from Ennis.', ['Who was Agnes Thornley?']],
    ['Agnes Thornley was born in 1840.', ['When was Agnes Thornley born?']],
    ['Agnes Thornley was born in Ennis.', ['Where was Agnes Thornley born?']],
    ['Lake Orn is located in the north of the country.', ['Where is Lake Orn located?']],
    ['Lake Orn is about 12.5 kilometres long.', ['How long is Lake Orn?']],
    [
      'Lake Orn has three islands, of which one is inhabited.',
      ['How many islands does Lake Orn have?'],
    ],
    ['Selmouth has a population of 9,000.', ['What is the population of Selmouth?']],
    [
      'The Port Authority is responsible for the piers.',
      ['What is the Port Authority responsible for?'],
    ],
    ['Agnes Thornley founded the Lantern Society in 1890.', ['Who founded the Lantern Society?']],
    [
      'One example is the Harbour Act approved by the Port Authority in 1902.',
      ['Who approved the Harbour Act?'],
    ],
    [
      'The Harbour Act, which became effective in 1903, is long.',
      ['When did the Harbour Act become effective?'],
    ],
    [
      'The Port Authority defines flotsam as goods that float.',
      ['How does the Port Authority define flotsam?'],
    ],
    [
      'Agnes Thornley described the storm as a lesson.',
      ['How did Agnes Thornley describe the storm?'],
    ],
    ['A morpheme is the smallest unit in a language.', ['What is a morpheme?']],
    ['Erosion is a process that takes soil away.', ['What is erosion?']],
    ['Erosion is defined as the loss of soil.', ['What is erosion?']],
    ['Applicants must submit a certified copy.', ['What must applicants submit?']],
    [
      'Technology providers will be required to comply.',
      ['What are technology providers required to do?'],
    ],
    ['The Port Authority of Selmouth (PAS) meets weekly.', ['What does PAS stand for?']],
    [
      'The south pier was closed because the storm had damaged it.',
      ['Why was the south pier closed?'],
    ],
    [
      'The Ministry of Trade and Industry was established in 1920.',
      ['When was the Ministry of Trade and Industry established?'],
    ],
  ])('%s', (sentence, questions) => {
    expect(ask(sentence)).toEqual(questions);
  });

  it.each([
    ['points at something said before', 'This law was adopted in 1902 by the Port Authority.'],
    ['is about one of several', 'The second pier was built in 1871 by Agnes Thornley.'],
    ['is about what was named before', 'The pier was built in 1871 by Agnes Thornley.'],
    ['begins with a word that may be no name', 'Repairs was founded in 1902.'],
    ['says what was done by paper', 'The Lantern Society was established by Royal Charter.'],
    ['says who holds an office', 'The President of Selmouth is the leader of the council.'],
    ['praises', 'In all, Selmouth is the country town most dependent on fish.'],
    ['only names a period', 'The Lantern Society was founded in 1890s style.'],
    ['says what it agrees with nothing', 'The Harbour Act requires it.'],
    ['has an abbreviation of something else', 'The Port Authority (XYZ) meets weekly.'],
    ['has no subject', 'See above.'],
  ])('are none where it %s', (_, sentence) => {
    expect(ask(sentence)).toEqual([]);
  });

  it('know a name by the headings, too', () => {
    const sentence = 'Net Rules, adopted in 1902 by the Port Authority, are short.';
    expect(ask(sentence)).toEqual([]);
    expect(ask(sentence, ['Net Rules'])).toContain('Who adopted Net Rules?');
  });

  it('never have marks that open and do not close, whatever the sentence is', () => {
    const words = fc.constantFrom(
      'The',
      'the',
      'Harbour',
      'Act',
      'was',
      'signed',
      'is',
      'a',
      'law',
      '“',
      '(',
      ')',
      'in',
      '1902',
      'by',
      ',',
      '.',
      'Ünal',
      '中文',
      '\u2028',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 20 }), (list) => {
        for (const question of ask(list.join(' '))) {
          expect(question).toMatch(/^(?:Who|What|When|Where|Why|How) [^"“”[\]{}<>\n]+\?$/);
        }
      }),
    );
  });
});

describe('the question of a heading', () => {
  it.each([
    ['What is a tidal basin?', 'What is a tidal basin?'],
    ['How to moor a boat', 'How do you moor a boat?'],
    ['Mooring', undefined],
    ['Why?', undefined],
    ['The harbour and its boats', undefined],
  ])('%s', (heading, question) => {
    expect(headingQuestion(heading)).toBe(question);
  });
});

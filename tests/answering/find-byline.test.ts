import { describe, expect, it } from 'vitest';
import { findByline } from '../../src/answering/find-byline.ts';
import { passageTerms } from '../../src/retrieval/passage-terms.ts';
import { retrieveByHand } from '../support/retrieve-by-hand.ts';

async function byline(source: string) {
  const { passages } = await retrieveByHand('Who wrote this?', source);
  return findByline(passages).map(({ passage, index }) => passageTerms(passage).texts[index]!);
}

describe('the byline', () => {
  it.each([
    'By Ada Lovelace',
    'by Ada Lovelace',
    'BY ADA LOVELACE',
    'Written by Ada Lovelace',
    'Author: Ada Lovelace',
    'Authors: Ada Lovelace, Charles Babbage',
    'AUTHOR: Ada Lovelace',
  ])('is found: %s', async (line) => {
    expect(await byline(`# Engines\n\n${line}\n\nEngines are machines.`)).toEqual([line]);
  });

  it.each([
    'By most accounts the war began late.',
    'By March it was over.',
    'By the way',
    'Authors should send two copies.',
    'Bystanders Were There',
    'Authority: The Law',
  ])('is not: %s', async (line) => {
    expect(await byline(`# Engines\n\n${line}\n\nEngines are machines.`)).toEqual([]);
  });

  it('stands at the beginning alone', async () => {
    expect(await byline('# Engines\n\nMachines.\n\n## Poem\n\nBy Lord Byron')).toEqual([]);
  });

  it('comes with the sentence that introduces the author', async () => {
    const source =
      '# Engines\n\nBY ADA LOVELACE\n\nEngines are machines.\n\n## End\n\n**ADA LOVELACE** is a mathematician in London. She writes.';
    expect(await byline(source)).toEqual([
      'BY ADA LOVELACE',
      'ADA LOVELACE is a mathematician in London.',
    ]);
  });
});

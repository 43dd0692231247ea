import { describe, expect, test } from 'vitest';
import type { Answer, Citation } from '../../src/protocol.ts';
import { MarkdownAnswer } from '../../src/server/markdown-answer.ts';

const citation = (fields: Partial<Citation>): Citation => ({
  number: 1,
  quote: 'Ship\tMaster\nThe Grey Heron\tRuth Marsh',
  spans: [{ start: 0, end: 11, text: 'Ship\tMaster' }],
  document: { id: 'd', revision: 'r', title: 'Ships', uri: 'ships.csv' },
  section: [],
  page: null,
  url: '/documents/d',
  ...fields,
});

function write(cited: Citation, isAnswered: boolean): string {
  const answer = new MarkdownAnswer((path) => `http://host${path}`);
  const end = { citations: [], closest: isAnswered ? [] : [cited], mode: 'extractive' };
  return [
    answer.write({ event: 'citation', data: cited }),
    answer.write({ event: 'answer-delta', data: { text: `“${cited.quote}” [1]` } }),
    answer.write({ event: 'answer-end', data: end as unknown as Answer }),
  ].join('');
}

describe('rows of a table', () => {
  test('have their cells apart in a quote', () => {
    expect(write(citation({}), true)).toContain(
      '> Ship \\| Master  \n> The Grey Heron \\| Ruth Marsh[^1]',
    );
  });

  test('have them apart in one line', () => {
    expect(write(citation({}), false)).toContain(
      '- “Ship \\| Master; The Grey Heron \\| Ruth Marsh” — Ships',
    );
  });
});

test.each([
  [{ page: 12 }, 'page 12'],
  [{ page: 12, lastPage: 13 }, 'pages 12–13'],
])('pages %o are %s', (fields, words) => {
  expect(write(citation(fields), true)).toContain(`Ships, ${words}, <http://host/documents/d>`);
});

test('slides are called so', () => {
  const document = { id: 'd', revision: 'r', title: 'Talk', uri: 'talk.pptx' };
  expect(write(citation({ document, page: 3 }), true)).toContain('Talk, slide 3, ');
});

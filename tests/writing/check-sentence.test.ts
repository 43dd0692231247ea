import { describe, expect, it } from 'vitest';
import type { Doubt } from '../../src/protocol.ts';
import { compareWords, type Evidence } from '../../src/writing/check-sentence.ts';

const on = (sentence: string, sentences: string[], context: string[] = [], question = '') =>
  compareWords(sentence, { sentences, context, question } satisfies Evidence).doubts;

/** What the evidence says, what it says too, what it does not, and the doubt of the latter. */
type Case = [evidence: string, same: string, other: string, doubt: Doubt];

const numbers: Case[] = [
  ['It has 1,000 seats.', 'It has 1000 seats.', 'It has 100 seats.', 'number'],
  ['Two judges sat.', '2 judges sat.', 'Three judges sat.', 'number'],
  ['The fee is 5%.', 'The fee is five percent.', 'The fee is 15%.', 'number'],
  ['It cost $5 million.', 'It cost 5,000,000 dollars.', 'It cost $50 million.', 'number'],
  ['It cost US$5m.', 'It cost $5 million.', 'It cost €5 million.', 'number'],
  ['Half of them left.', '50 percent of them left.', '40 percent of them left.', 'number'],
  ['Two thirds voted.', 'Two-thirds voted.', 'A third of them voted.', 'number'],
  ['It took 7 days.', 'It took one week.', 'It took 7 weeks.', 'number'],
  [
    'The road is 40 kilometres long.',
    'The road is 25 miles long.',
    'The road is 40 miles long.',
    'number',
  ],
  ['It came third.', 'It came 3rd.', 'It came fourth.', 'number'],
  ['He lived under Henry VIII.', 'He lived under Henry 8.', 'He lived under Henry VII.', 'number'],
  ['Between 10 and 20 percent left.', '20% left.', '30% left.', 'number'],
  [
    'A five-year plan was made.',
    'A plan of five years was made.',
    'A five-month plan was made.',
    'number',
  ],
  ['Twenty-one ships sank.', '21 ships sank.', '12 ships sank.', 'number'],
  ['It lasts at least 9 days.', 'It lasts 9 days or more.', 'It lasts at most 9 days.', 'opposite'],
];

const dates: Case[] = [
  ['It opened in the 1990s.', 'It opened in the 1990s.', 'It opened in the 1980s.', 'date'],
  ['It opened in 1994.', 'It opened in the 1990s.', 'It opened in 1995.', 'date'],
  [
    'It opened in the 20th century.',
    'It opened in the twentieth century.',
    'It opened in the 19th century.',
    'date',
  ],
  ['It ran in 2015–16.', 'It ran in 2015 and 2016.', 'It ran in 2015 and 2017.', 'date'],
  ['He died on 4 May 1998.', 'He died on May 4, 1998.', 'He died on 4 June 1998.', 'date'],
  ['He died on 2009-06-19.', 'He died on June 19, 2009.', 'He died on June 18, 2009.', 'date'],
  ['It meets on Mondays.', 'It meets on Monday.', 'It meets on Tuesday.', 'date'],
];

const names: Case[] = [
  [
    'Firms of the United States sold it.',
    'American firms sold it.',
    'Chinese firms sold it.',
    'name',
  ],
  ["The People's Republic of China agreed.", 'The PRC agreed.', 'The EU agreed.', 'name'],
  [
    'The WHO agreed.',
    'The World Health Organization agreed.',
    'The World Trade Organization agreed.',
    'name',
  ],
  [
    'The Dada movement began there.',
    'The Dadaist movement began there.',
    'The Cubist movement began there.',
    'name',
  ],
  [
    'It was led by Marie Curie.',
    "It was Marie Curie's to lead.",
    'It was led by Lise Meitner.',
    'name',
  ],
  [
    'The British and French fleets met Japanese ships.',
    'British and French fleets met there.',
    'British and Japanese fleets met there.',
    'name',
  ],
];

const negations: Case[] = [
  ['Fees are refunded.', 'The fee is refunded.', 'Fees are not refunded.', 'negation'],
  ['Fees are not refunded.', 'No fee is refunded.', 'Fees are refunded.', 'negation'],
  [
    'The firm failed to deliver the parts.',
    'The firm did not deliver the parts.',
    'The firm did deliver the parts.',
    'negation',
  ],
  ['It is not only cheap but fast.', 'It is cheap.', 'It is not cheap.', 'negation'],
  ['It did not start until 1990.', 'It started in 1990.', 'It never started in 1990.', 'negation'],
  [
    'Guests can enter without a ticket.',
    'Guests do not need a ticket.',
    'Guests can enter with a ticket.',
    'opposite',
  ],
];

const opposites: Case[] = [
  [
    'Prices increased in spring.',
    'Prices rose in spring.',
    'Prices decreased in spring.',
    'opposite',
  ],
  [
    'Myelin decreases capacitance and increases resistance.',
    'Myelin increases resistance.',
    'Myelin increases capacitance.',
    'opposite',
  ],
  [
    'The contract was invalid.',
    'The contract was not valid.',
    'The contract was valid.',
    'opposite',
  ],
  [
    'Lake Orta is smaller than Lake Varese.',
    'Lake Varese is larger than Lake Orta.',
    'Lake Varese is smaller than Lake Orta.',
    'opposite',
  ],
  [
    'The law allows such sales.',
    'The law permits such sales.',
    'The law forbids such sales.',
    'opposite',
  ],
  [
    'Apply before the deadline.',
    'One has to apply before the deadline.',
    'Apply after the deadline.',
    'opposite',
  ],
];

const modalities: Case[] = [
  [
    'The medicine may cause dizziness.',
    'Dizziness is a possible effect.',
    'The medicine causes dizziness.',
    'modality',
  ],
  ['Members may vote.', 'Members can vote.', 'Members must vote.', 'modality'],
  [
    'Operators shall store the data.',
    'Operators must store the data.',
    'Operators may store the data.',
    'modality',
  ],
  ['Members have to pay.', 'Members must pay.', 'Members should pay.', 'modality'],
  ['Some members pay.', 'Several members pay.', 'All members pay.', 'modality'],
  ['All members pay.', 'Every member pays.', 'Some members pay.', 'modality'],
  ['Members usually pay.', 'Members often pay.', 'Members always pay.', 'modality'],
  ['Members pay.', 'Members pay.', 'Only members pay.', 'modality'],
];

describe.each([
  ['numbers', numbers],
  ['dates', dates],
  ['names', names],
  ['negations', negations],
  ['opposites', opposites],
  ['modality', modalities],
] as const)('%s', (_, cases) => {
  it.each(cases)('%s says: %s — and not: %s', (evidence, same, other, doubt) => {
    expect(on(same, [evidence])).toEqual([]);
    expect(on(other, [evidence])).toContain(doubt);
  });
});

describe('a sentence', () => {
  it('that cites nothing is told so', () => {
    expect(on('Fees are refunded.', [])).toEqual(['no-citation']);
  });

  it('may name what is named around its quotes, and what is asked', () => {
    const evidence = ['It is the highest mountain of the range.'];
    expect(on('Mount Logan is the highest mountain.', evidence)).toEqual(['name']);
    expect(on('Mount Logan is the highest mountain.', evidence, ['Mount Logan'])).toEqual([]);
    expect(on('In 1853 it was the highest mountain.', evidence, ['In 1853'])).toEqual(['date']);
    expect(on('In 1853 it was the highest mountain.', evidence, [], 'in 1853?')).toEqual([]);
  });

  it('may count what belongs to a name around its quotes', () => {
    const evidence = ['The city was rebuilt after it.'];
    const sentence = 'The city was rebuilt after World War II.';
    expect(on(sentence, evidence, ['World War 2'])).toEqual([]);
    expect(on(sentence, evidence, ['World War 1'])).toEqual(['number']);
  });

  it('about something else is far in meaning', () => {
    expect(on('Cats like fresh milk.', ['The council adopted a budget.'])).toEqual(['meaning']);
  });

  it('leaves words open that may mean the same', () => {
    const evidence = { sentences: ['The firm bought a mill.'], context: [], question: '' };
    const { doubts, open } = compareWords('The firm purchased a mill.', evidence);
    expect(doubts).toEqual([]);
    expect(open).toEqual([{ word: 'purchased', rivals: ['bought'] }]);
  });

  it('gives every doubt', () => {
    const doubts = on('In 1999 Nokia did not pay 40 dollars.', [
      'In 1998 Ericsson paid 30 dollars.',
    ]);
    expect(doubts.sort()).toEqual(['date', 'name', 'negation', 'number']);
  });
});

describe('languages', () => {
  const evidence = ['The firm paid 1,000.5 million dollars in March 2015.'];

  it.each([
    'Die Firma hat im Jahr 2015 dafür 1.000,5 Millionen Dollar bezahlt.',
    'La empresa pagó 1.000,5 millones de dólares en el año 2015.',
    '该公司在2015年支付了1000.5百万美元。',
    'دفعت الشركة ١٠٠٠٫٥ مليون دولار في عام ٢٠١٥.',
  ])('other than the evidence: %s', (sentence) => {
    expect(on(sentence, evidence)).toContain('language');
  });

  it('compare numbers and what is written alike in all of them', () => {
    expect(on('Die Firma hat das im Jahr 2015 bezahlt.', evidence)).toEqual(['language']);
    expect(on('Die Firma hat das im Jahr 2016 bezahlt.', evidence)).toEqual(['date', 'language']);
    expect(on('该公司在2016年支付了这笔钱。', evidence)).toEqual(['date', 'language']);
    expect(on('该公司在2015年向Microsoft支付了这笔钱。', evidence)).toEqual(['name', 'language']);
  });

  it('tell denials where both are in one', () => {
    const german = ['Die Gebühr wird nach dem Ende des Jahres erstattet.'];
    expect(on('Die Gebühr wird erstattet.', german)).toEqual([]);
    expect(on('Die Gebühr wird nicht erstattet.', german)).toEqual(['negation']);
    expect(on('费用不予退还。', ['费用予以退还。'])).toContain('negation');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestIndex, type TestIndex } from '../support/open-test-index.ts';

const rows = (lines: string[]) => lines.map((line) => `| ${line.split(' / ').join(' | ')} |`);
const table = (names: string, lines: string[]): string =>
  [...rows([names]), names.replace(/[^/]+/g, '-').replaceAll('/', '|'), ...rows(lines)].join('\n');

const members = table('Country / Capital / Population (million) / Currency / Year of accession', [
  'Austria / Vienna / 9.0 / euro / 1995',
  'Belgium / Brussels / 11.7 / euro / 1958',
  'Bulgaria / Sofia / 6.5 / lev / 2007',
  'Croatia / Zagreb / 3.9 / euro / 2013',
  'Cyprus / Nicosia / 0.9 / euro / 2004',
  'Denmark / Copenhagen / 5.9 / krone / 1973',
  'Ireland / Dublin / 5.1 / euro / 1973',
  'Malta / Valletta / 0.5 / euro / 2004',
  'Poland / Warsaw / 36.8 / zloty / 2004',
]);
const staff = table('Name / Role / Office / Phone', [
  'Ann Baker / Head of Procurement / Room 214 / 555-0101',
  'Ben Cole / Security Officer / Room 118 / 555-0102',
  'Cara Diaz / Librarian / Room 007 / 555-0103',
  'Dev Patel / Accountant / Room 315 / 555-0104',
]);

let index: TestIndex;
beforeAll(async () => {
  index = await openTestIndex({
    'members.md': `# Members of the European Union\n\n${members}\n`,
    'staff.md': `# Staff directory\n\n${staff}\n`,
  });
});
afterAll(() => index.close());

describe('an answer from a table', () => {
  it.each([
    ['What is the capital of Austria?', 'Austria\tVienna\t9.0\teuro\t1995'],
    ['When did Malta join the European Union?', 'Malta\tValletta\t0.5\teuro\t2004'],
    ['What currency does Denmark use?', 'Denmark\tCopenhagen\t5.9\tkrone\t1973'],
    ['What is the population of Ireland?', 'Ireland\tDublin\t5.1\teuro\t1973'],
    ['Which country has the capital Sofia?', 'Bulgaria\tSofia\t6.5\tlev\t2007'],
  ])('to “%s” is one row with the names of its columns', async (question, row) => {
    const { citations } = await index.ask(question);
    const names = 'Country\tCapital\tPopulation (million)\tCurrency\tYear of accession';
    expect(citations.map(({ quote }) => quote)).toEqual([`${names}\n${row}`]);
  });

  it.each([
    ['Who is the security officer?', 'Ben Cole'],
    ['What is the phone number of Cara Diaz?', 'Cara Diaz'],
    ['Where is the office of the accountant?', 'Dev Patel'],
  ])('to “%s” tells the row by any of its cells', async (question, name) => {
    const { citations } = await index.ask(question);
    expect(citations).toHaveLength(1);
    expect(citations[0]!.quote.startsWith(`Name\tRole\tOffice\tPhone\n${name}`)).toBe(true);
    expect(citations[0]!.document.title).toBe('Staff directory');
  });

  it('is not given of what the table does not have', async () => {
    expect((await index.ask('Who is the gardener?')).answered).toBe(false);
    expect((await index.ask('What is the capital of Peru?')).answered).toBe(false);
  });
});

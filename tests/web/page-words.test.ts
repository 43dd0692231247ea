import { expect, test } from 'vitest';
import arabic from '../../web/languages/ar.ts';
import german from '../../web/languages/de.ts';
import english from '../../web/languages/en.ts';
import chinese from '../../web/languages/zh.ts';
import { describePages } from '../../web/page-words.ts';

const document = { id: 'd', revision: 'r', title: 'T', uri: 'report.pdf' };
const talk = { ...document, uri: 'Talks/June.PPTX' };

test.each([
  [{ page: null, document }, english, ''],
  [{ page: 12, document }, english, 'page 12'],
  [{ page: 12, lastPage: 13, document }, english, 'pages 12–13'],
  [{ page: 3, document: talk }, english, 'slide 3'],
  [{ page: 3, lastPage: 4, document: talk }, english, 'slides 3–4'],
  [{ page: 1200, lastPage: 1201, document }, german, 'Seiten 1.200–1.201'],
  [{ page: 12, lastPage: 13, document }, chinese, '第 12-13 页'],
  [{ page: 7, document: talk }, arabic, 'شريحة 7'],
])('%o', (place, language, words) => {
  expect(describePages(place, language)).toBe(words);
});

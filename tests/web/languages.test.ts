import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../web/language.ts';
import english from '../../web/languages/en.ts';

const codes = readdirSync(new URL('../../web/languages', import.meta.url)).map((file) =>
  file.replace(/\.ts$/, ''),
);

const languages: [string, Language][] = await Promise.all(
  codes.map(async (code): Promise<[string, Language]> => {
    const { default: language } = await import(`../../web/languages/${code}.ts`);
    return [code, language];
  }),
);

type Tree = { [name: string]: string | Tree };

/** Every text of a language by its path; the forms of a plural are one entry. */
function textsOf(tree: Tree, path: string[] = []): Map<string, string | Tree> {
  const texts = new Map<string, string | Tree>();
  for (const [name, value] of Object.entries(tree)) {
    const here = [...path, name];
    if (typeof value === 'string' || 'other' in value) texts.set(here.join('.'), value);
    else for (const [key, text] of textsOf(value, here)) texts.set(key, text);
  }
  return texts;
}

const allTexts = ({ messages, launcher }: Language) =>
  textsOf({ launcher, messages } as unknown as Tree);

const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(/\{(\w*)\}/g)].map(([, name = '']) => name).sort();

/** A number can be a word of its own in these forms, such as "one" or the dual. */
const ofOneNumber = ['one', 'two'];

type Entry = [path: string, text: string, form: string | undefined];

const entriesOf = (language: Language): Entry[] =>
  [...allTexts(language)].flatMap(([path, text]): Entry[] =>
    typeof text === 'string'
      ? [[path, text, undefined]]
      : Object.entries(text).map(([form, value]) => [path, String(value), form]),
  );

const englishTexts = allTexts(english);

/** What the languages happen to share with English. */
const shared: Readonly<Record<string, readonly string[]>> = {
  de: [],
  fr: ['messages.conversation', 'messages.doubtedFor.date', 'messages.page', 'messages.pages'],
  es: [],
  zh: [],
  ar: [],
};

test('there are the six that are promised', () => {
  expect(languages.map(([name]) => name).sort()).toEqual(['ar', 'de', 'en', 'es', 'fr', 'zh']);
});

describe.each(languages)('%s', (name, language) => {
  test('is named after what it is, and runs as its script does', () => {
    expect(language.code).toBe(name);
    expect(Intl.getCanonicalLocales(language.code)).toEqual([name]);
    expect(Intl.PluralRules.supportedLocalesOf(name)).toEqual([name]);
    const rightToLeft = /\p{Script=Arabic}|\p{Script=Hebrew}/u.test(language.name);
    expect(language.direction).toBe(rightToLeft ? 'rtl' : 'ltr');
  });

  test('says everything that English says, and nothing else', () => {
    expect([...allTexts(language).keys()].sort()).toEqual([...englishTexts.keys()].sort());
    for (const [path, text] of entriesOf(language)) expect(text.trim(), path).not.toBe('');
  });

  test('has a form for each number of things', () => {
    const rules = new Intl.PluralRules(name);
    const forms = new Set(Array.from({ length: 1001 }, (_, count) => rules.select(count)));
    for (const [path, text] of allTexts(language)) {
      if (typeof text === 'string') continue;
      expect(Object.keys(text).sort(), path).toEqual([...forms].sort());
    }
  });

  test('fills in what English fills in', () => {
    for (const [path, text, form] of entriesOf(language)) {
      const wanted =
        form === undefined ? placeholdersOf(String(englishTexts.get(path))) : ['count'];
      if (form !== undefined && ofOneNumber.includes(form)) {
        expect([[], wanted], `${path}.${form}`).toContainEqual(placeholdersOf(text));
      } else expect(placeholdersOf(text), path).toEqual(wanted);
    }
  });

  test('keeps calm, and to its own marks', () => {
    for (const [path, text] of entriesOf(language)) {
      expect(text, path).not.toMatch(/[!！"']|\.\.\.|\p{Extended_Pictographic}|\bAI\b/u);
    }
    const marks = language.messages.quoted.split('{quote}');
    for (const [path, text] of entriesOf(language)) {
      if (!/[“”„«»]/.test(text)) continue;
      for (const mark of marks) expect(text, path).toContain(mark);
    }
  });

  test('ends sentences, and only sentences, with a stop', () => {
    const stop = /[.。…]$/u;
    for (const [path, text, form] of entriesOf(language)) {
      if (form !== undefined) continue;
      expect([path, stop.test(text)]).toEqual([path, stop.test(String(englishTexts.get(path)))]);
    }
  });

  test.skipIf(name === 'en')('leaves nothing in English', () => {
    const same = entriesOf(language).filter(
      ([path, text]) =>
        /\p{L}{2}/u.test(text.replaceAll(/\{\w+\}/g, '')) && text === englishTexts.get(path),
    );
    expect(same.map(([path]) => path)).toEqual(shared[name]);
    if (!['zh', 'ar'].includes(name)) return;
    for (const [path, text] of entriesOf(language)) {
      const foreign = text.replaceAll(/\{\w+\}|Verbatim|PDF/g, '').match(/[a-z]+/gi);
      expect(foreign, path).toBeNull();
    }
  });
});

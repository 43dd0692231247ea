import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectLanguage, isFunctionWord, isKnown } from '../../src/language/detect-language.ts';
import { ambiguousWords, englishWords, functionWords } from '../../src/language/function-words.ts';
import { corpusDocument } from '../support/read-source.ts';

const questions: Record<string, string[]> = {
  de: ['Wie hoch sind die Strafen?', 'Darf man Hunde mitbringen?', 'WAS KOSTET DER EINTRITT?'],
  fr: ["Qu'est-ce que la souveraineté?", 'Quel est le délai?', 'Qui s’occupe de l’entretien?'],
  es: ['¿Cuáles son las sanciones?', 'Cual es el plazo de preaviso?', '¿Se permiten perros?'],
  it: ["Che cos'è la sovranità?", "Quanto costa l'ingresso?", 'I cani sono ammessi?'],
  pt: ['Quais são as sanções?', 'O que é soberania?', 'Posso cancelar o meu pedido?'],
  nl: ['Wat is de opzegtermijn?', 'Hoeveel kost de toegang?', 'Zijn honden toegestaan?'],
  pl: ['Jakie są kary?', 'Gdzie znajduje się port?', 'Czy moge anulowac zamowienie?'],
  tr: ['Cezalar ne kadar?', 'Egemenlik nedir?', "Microsoft'un Çin'deki rolü nedir?"],
  sv: ['Vilka är straffen?', 'Hur många invånare har Stockholm?', 'Finns det böter?'],
  da: ['Hvornår åbnede museet?', 'Hvilke virksomheder er berørt?'],
  no: ['Hva er straffen?', 'Hvilke selskaper er berørt, og hva koster det?'],
  id: ['Berapa harga tiket masuk?', 'Siapa yang menerbitkan strategi itu?'],
  cs: ['Jaké jsou pokuty?', 'Kde se nachází přístav?'],
  ro: ['Care sunt sancțiunile?', 'Unde se află portul?'],
  fi: ['Missä satama sijaitsee?', 'Onko hotellissa pysäköinti?'],
  hu: ['Hol található a kikötő?', 'Miről szól ez a szöveg?'],
  vi: ['Các hình phạt là gì?', 'Cảng nằm ở đâu?'],
};

describe('the language of a question', () => {
  it.each(Object.entries(questions))('is %s', (language, asked) => {
    for (const question of asked) {
      const found = detectLanguage(question);
      expect(isKnown(found), question).toBe(false);
      // Danish and Norwegian ask in the same words.
      if (language !== 'no' && language !== 'da') expect(found, question).toBe(language);
    }
  });

  it.each([
    '罚款是多少？',
    '微软 Microsoft 在中国的作用是什么？',
    '罰金はいくらですか？',
    '벌금은 얼마입니까?',
    'ما هي العقوبات؟',
    'מהם העונשים?',
    'Какова роль Microsoft в Китае?',
    'Ποιες είναι οι ποινές;',
    'ค่าปรับเท่าไร',
    'जुर्माना कितना है?',
    'ვინ არის პასუხისმგებელი?',
  ])('is another one in another script: %s', (question) => {
    expect(detectLanguage(question)).toBe('other');
  });

  it.each([
    'What does "Wie geht es dir?" mean?',
    'What does Weltanschauung mean?',
    'What does 主权 mean in the strategy?',
    'Who is Владимир Путин?',
    'Who was Charles de Gaulle?',
    'What is la dolce vita?',
    "Was Lenin's order followed?",
    'When was the museum in São Paulo opened?',
    'Is it so?',
    'I have an issue with die casting, what can I do?',
  ])('is English: %s', (question) => {
    expect(isKnown(detectLanguage(question))).toBe(true);
  });

  it.each([
    'GDPR fines?',
    'Microsoft Intel Google Apple?',
    'Jing de Jong-Chen',
    'Los Angeles',
    'Die Hard',
    'Museo del Prado',
    'Bosch und Siemens',
    'von der Leyen speech',
    'Tour de France winner',
    'Les Misérables',
    'Costa Rica coffee',
    'coup d’état',
    'naïve café résumé',
    'en route',
    'per capita income',
    'npm install --save-dev vitest',
    'https://example.org/der/die/das?wie=und&warum=nicht',
    'Bußgelder?',
    '2015 2016',
    '',
  ])('is left open where names and loans are all there is: %s', (question) => {
    expect(isKnown(detectLanguage(question))).toBe(true);
  });

  it('is English for every question of the project’s own set', () => {
    const lines = readFileSync('tests/fixtures/nbr-questions.jsonl', 'utf8').trim().split('\n');
    for (const line of lines) {
      const { question } = JSON.parse(line) as { question: string };
      expect(isKnown(detectLanguage(question)), question).toBe(true);
    }
  });
});

describe('the language of a passage', () => {
  it('is English for every paragraph of the corpus', () => {
    const { text, blocks } = corpusDocument();
    for (const { start, end } of blocks) {
      const paragraph = text.slice(start, end);
      expect(isKnown(detectLanguage(paragraph)), paragraph).toBe(true);
    }
  });

  it('is that of most of it', () => {
    const german =
      'Der Text zitiert einen Satz: “This is what they said.” Danach geht er auf Deutsch weiter und ' +
      'nennt die Gründe, aus denen das Gesetz nicht beschlossen wurde.';
    expect(detectLanguage(german)).toBe('de');
    const english =
      'The text quotes a sentence: „Das haben wir nicht gesagt.“ It then goes on in English and names ' +
      'the reasons for which the law was not passed by the members of the house.';
    expect(detectLanguage(english)).toBe('en');
  });

  it('is found without reading on where a text is long', () => {
    const long = `${'Das ist nicht wahr. '.repeat(100)}${'This is what they said. '.repeat(1e5)}`;
    expect(detectLanguage(long)).toBe('de');
  });
});

describe('function words', () => {
  it('are known with and without an elided article', () => {
    expect(isFunctionWord('Qu’est', 'fr')).toBe(true);
    expect(isFunctionWord('l’entrée', 'fr')).toBe(false);
    expect(isFunctionWord('der', 'de')).toBe(true);
    expect(isFunctionWord('der', 'fr')).toBe(false);
    for (const language of ['en', 'other', undefined] as const) {
      expect(isFunctionWord('der', language)).toBe(false);
    }
  });

  it('that English has are marked as ambiguous', () => {
    for (const [language, words] of functionWords) {
      for (const word of words) {
        if (!englishWords.has(word)) continue;
        expect(ambiguousWords.has(word) || word.length === 1, `${language} ${word}`).toBe(true);
      }
    }
    const listed = new Set([...functionWords.values()].flatMap((words) => [...words]));
    expect([...ambiguousWords].filter((word) => !listed.has(word))).toEqual([]);
  });
});

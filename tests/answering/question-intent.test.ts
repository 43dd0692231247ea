import { describe, expect, it } from 'vitest';
import { type QuestionIntent, questionIntent } from '../../src/answering/question-intent.ts';
import { naughtyStrings } from '../support/read-source.ts';

const questions: Record<QuestionIntent['kind'], string[]> = {
  overview: [
    'What is this about?',
    'What is it all about?',
    'what’s it about',
    'What are these documents about?',
    'What is the commentary mainly about?',
    'Summarise it.',
    'Summarize this document',
    'Can you summarise this?',
    'Could you please sum up the report?',
    'Sum it up, please',
    'Give me a short summary of this document, please.',
    'I want an overview',
    'TL;DR',
    'tldr?',
    'Overview',
    'Summary please',
    'What are the main points?',
    'What are the key takeaways of the article?',
    'What are the main arguments of the author?',
    'Give me the key points.',
    'Tell me what this is about',
    'Tell me about this document',
    'Describe the document.',
    'What does the document say?',
    'What does this cover?',
    'What topics does this document cover?',
    'What is the purpose of this document?',
    'What is the topic?',
    '  “What is this about?”  ',
  ],
  theme: [
    'What does it say about Russia?',
    'And what does the commentary say about Russia?',
    'What do these documents say about “Russia”?',
    'What does the author think about Russia?',
    'Does it say anything about Russia?',
    'Is there anything about Russia?',
    'Tell me about Russia.',
    'Please tell me more about Russia',
    'What is said about Russia?',
    'Summarise Russia',
    'Give me an overview of Russia',
    'Summary of Russia, please',
    'Key points about Russia',
  ],
  author: [
    'Who wrote this?',
    'And who wrote it?',
    'Who wrote this commentary?',
    'Who is the author?',
    'Who are the authors of the report?',
    'Who was this written by?',
    'By whom was it written?',
    'Who published this document?',
  ],
  list: [
    'Which three initiatives did the ministry announce?',
    'What initiatives were announced?',
    'List the principles.',
    'Can you please list the companies?',
    'Name four countries.',
    'Give me a list of the principles.',
    'What are the main measures?',
    'Which responsibilities does the law put on providers?',
  ],
  comparison: [
    'How does the Russian position differ from the European one?',
    'What is the difference between cyber norms and laws?',
    'Compare China and Russia.',
    'China vs. Russia?',
  ],
  conversation: [
    'Hi',
    'Hello!',
    'hey there',
    'Hello, how are you?',
    'Good morning',
    'Thanks',
    'Thank you very much!',
    'Thanks, that helps.',
    'ok, got it',
    'help',
    'What can you do?',
    'Who are you?',
    'bye',
    '👋',
    '???',
    '',
  ],
  fact: [
    'What is Internet sovereignty?',
    'When does the law take effect?',
    'What is the summary judgment in Smith v. Jones?',
    'Summary judgment was granted when?',
    'What is the overview effect?',
    'Who grants outline planning permission?',
    'Outline planning permission is granted by whom?',
    'Who wrote the Constitution?',
    'Who wrote War and Peace?',
    'Who is the author of the national strategy?',
    'Who published the strategy?',
    'Describe the author',
    'What is this law about?',
    'What is the document policy about passwords?',
    'What was the report that caused the scandal about?',
    'Is this about Russia?',
    'What is the purpose of the law?',
    'What does it cost?',
    'How do I list a property for sale?',
    'What is a list price?',
    'What is the title?',
    'What material is it made of?',
    'Is help available?',
    'How can I thank the author?',
    'Hello Kitty was designed by whom?',
    'Great Wall of China',
    'Test coverage',
    'OK Google, what is sovereignty?',
  ],
};

describe('the form of a question', () => {
  for (const [kind, all] of Object.entries(questions)) {
    it.each(all)(`is seen: ${kind}: %s`, (question) => {
      expect(questionIntent(question).kind).toBe(kind);
    });
  }

  it('names the theme without the question’s words and marks', () => {
    for (const question of questions.theme) {
      expect(questionIntent(question), question).toEqual({ kind: 'theme', theme: 'Russia' });
    }
  });

  it('is seen in any capitals', () => {
    expect(questionIntent('WHAT IS THIS ABOUT?').kind).toBe('overview');
    expect(questionIntent('who wrote THIS?').kind).toBe('author');
  });

  it('is seen in a moment in any text', () => {
    const long = ['summary of ', 'what is it ', 'the ', 'please ', 'hello, ', '" ', 'a.'].map(
      (part) => part.repeat(5_000),
    );
    for (const text of [...naughtyStrings(), ...long]) {
      const started = performance.now();
      expect(Object.keys(questions)).toContain(questionIntent(text).kind);
      expect(performance.now() - started, text.slice(0, 20)).toBeLessThan(500);
    }
  });
});

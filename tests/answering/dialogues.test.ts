import { describe, expect, it } from 'vitest';
import { standaloneQuestion } from '../../src/answering/standalone-question.ts';

/** A question after one other and its answer. */
const completed = (previous: string, question: string): string =>
  standaloneQuestion(question, [
    { role: 'user', content: previous },
    { role: 'assistant', content: 'The Baltic Sea was never mentioned.' },
  ]);

describe('in a dialogue', () => {
  it.each([
    ['Who wrote Hamlet?', 'When was it written?', 'When was Hamlet written?'],
    ['Who painted the Mona Lisa?', 'Where is it now?', 'Where is the Mona Lisa now?'],
    ['How long does the warranty last?', 'What does it cover?', 'What does the warranty cover?'],
    ['What is photosynthesis?', 'Where does it happen?', 'Where does photosynthesis happen?'],
    ['When did Iceland become a republic?', 'And Norway?', 'When did Norway become a republic?'],
    ['What is the population of Kenya?', 'what about Japan?', 'What is the population of Japan?'],
    [
      'What was the inflation rate in 2015?',
      'and in 2016?',
      'What was the inflation rate in 2016?',
    ],
    ['How do vaccines work?', 'Are they safe?', 'Are vaccines safe?'],
    ['Who is Marie Curie?', 'What did she win?', 'What did Marie Curie win?'],
    ['Who is Marie Curie?', 'And her husband?', "Marie Curie's husband?"],
    ['What is the capital of Peru?', 'How big is it?', 'How big is the capital of Peru?'],
    ['When was the Suez Canal opened?', 'How long is it?', 'How long is the Suez Canal?'],
    ['When was the Suez Canal opened?', 'Who built it?', 'Who built the Suez Canal?'],
    [
      'Does the policy cover theft?',
      'Does it also cover fire?',
      'Does the policy also cover fire?',
    ],
    [
      'What is the deadline for applications?',
      'Can it be extended?',
      'Can the deadline for applications be extended?',
    ],
    ['What causes earthquakes?', 'Can they be predicted?', 'Can earthquakes be predicted?'],
    ['What is a black hole?', 'What does that mean?', 'What does a black hole mean?'],
    [
      'Who founded Red Cross?',
      'What was its original purpose?',
      "What was Red Cross's original purpose?",
    ],
    ['Who won the 1998 World Cup?', 'And 2002?', 'Who won the 2002 World Cup?'],
    ['What is the boiling point of ethanol?', 'and its melting point?', "Ethanol's melting point?"],
    ['Why did the Roman Empire fall?', 'What came after it?', 'What came after the Roman Empire?'],
    ['How tall is Mount Everest?', 'Is it taller than K2?', 'Is Mount Everest taller than K2?'],
    ['What does it say about Russia?', 'And about Japan?', 'What does it say about Japan?'],
    ['What does it say about Russia?', 'What about Japan?', 'What does it say about Japan?'],
    [
      'Who released the Cybersecurity Strategy?',
      'When was it published?',
      'When was the Cybersecurity Strategy published?',
    ],
    [
      'Who released the Cybersecurity Strategy and what is the capital of France?',
      'Why?',
      'What is the capital of France? Why?',
    ],
    [
      'Hi, who released the Cybersecurity Strategy?',
      'When?',
      'Who released the Cybersecurity Strategy? When?',
    ],
  ])('a follow-up is completed: %s … %s', (previous, question, expected) => {
    expect(completed(previous, question)).toBe(expected);
  });

  it.each([
    ['When did Iceland become a republic?', 'Why?'],
    ['When did Iceland become a republic?', 'how so?'],
    ['Who discovered penicillin?', 'When?'],
    ['Who discovered penicillin?', 'who else?'],
    ['Who discovered penicillin?', 'Where was he born?'],
    ['What are the side effects of aspirin?', 'tell me more'],
    ['What are the three laws of motion?', 'What does the third one say?'],
    ['What are the three laws of motion?', 'Explain the first.'],
    ['Which countries signed the Kyoto Protocol?', 'Did they ratify it?'],
    ['Which countries signed the Kyoto Protocol?', 'Which ones left?'],
    ['Which countries signed the Kyoto Protocol?', 'Any others?'],
    ['What is the capital of Peru?', 'How many people live there?'],
    ['When was the Suez Canal opened?', 'By whom?'],
    ['How much does a licence cost?', 'How much for students?'],
    ['How much does a licence cost?', 'For how long?'],
    ['What causes earthquakes?', 'For example?'],
    ['What causes earthquakes?', 'Such as?'],
    ['What causes earthquakes?', 'Really?'],
    ['What causes earthquakes?', 'Are you sure?'],
    ['What causes earthquakes?', 'What do you mean?'],
    ['What is a black hole?', 'give me an example'],
    ['What is a black hole?', 'Go on'],
    ['What is a black hole?', 'What else?'],
    ['What is a black hole?', 'Anything else?'],
    ['What is a black hole?', 'How do you know?'],
    ['What is a black hole?', 'Since when?'],
    ['Who won the 1998 World Cup?', 'who came second?'],
    ['What is the boiling point of ethanol?', 'in Fahrenheit?'],
    ['Why did the Roman Empire fall?', 'When did that happen?'],
    ['Who runs the library?', 'Where can I reach them?'],
    ['Who runs the library?', 'Their phone number?'],
    ['Which vaccine is given first?', 'Why is that?'],
    ['Which vaccine is given first?', 'Why not later?'],
    ['What does the mayor earn?', 'Is that a lot?'],
    ['What does the mayor earn?', 'Compared to the governor?'],
    ['Who invented the telephone?', 'Was he American?'],
  ])('a follow-up goes behind the question: %s … %s', (previous, question) => {
    expect(completed(previous, question)).toBe(`${previous} ${question}`);
  });

  it.each([
    ['Does the policy cover theft?', 'What about fire?', 'Does the policy cover theft? fire?'],
    [
      'What is the boiling point of ethanol?',
      'And of methanol?',
      'What is the boiling point of ethanol? of methanol?',
    ],
    [
      'What are the three laws of motion?',
      'And the second one?',
      'What are the three laws of motion? the second one?',
    ],
    ['When was the Suez Canal opened?', 'And Panama?', 'When was the Suez Canal opened? Panama?'],
    ['What is Internet Plus?', 'What about China?', 'What is Internet Plus? China?'],
    ['Hi, who runs the pool?', 'Since when?', 'Who runs the pool? Since when?'],
    ['Who runs the pool and when does the gym open?', 'Why?', 'When does the gym open? Why?'],
  ])('a follow-up loses the word that ties it: %s … %s', (previous, question, expected) => {
    expect(completed(previous, question)).toBe(expected);
  });

  it.each([
    'Is it true that coffee is healthy?',
    'What time is it in Tokyo?',
    'Is it possible to renew a passport online?',
    'How long does it take to boil an egg?',
    'How far is it from Paris to Lyon?',
    'Is it legal to park on a pavement?',
    'What does it mean to be bankrupt?',
    'Does it snow in Madrid?',
    'Is it raining in Rome?',
    'What is the weather like in May?',
    'Why is it important to sleep?',
    'When was it discovered that lead is toxic?',
    'What is the fine for speeding?',
    'Who was it that shot Kennedy?',
    'How many moons does Jupiter have, and what are their names?',
    'Which banks raised their fees?',
    'Do cats love their owners?',
    'How does a company protect its data?',
    'Can a tenant sublet his flat?',
    'Did the king know that his brother lied?',
    'So who invented the zip?',
    'And who invented the zip?',
    'What about the fees for late payment of a tax bill?',
    'What are these documents about?',
    'Is there life on Mars?',
    'What happened in 1989?',
    'Why is the sky blue?',
    'penicillin',
    'Opening hours?',
    'Where is the next station?',
    'How many people live in Lima?',
  ])('a change of subject is left as it is: %s', (question) => {
    expect(completed('Who wrote Hamlet?', question)).toBe(question);
  });

  it.each([
    ['Who wrote it?', 'When does it take effect?'],
    ['What is this document about?', 'When was it published?'],
    ['What is this document about?', 'Who is its publisher?'],
  ])('“it” stays where it is the document: %s … %s', (previous, question) => {
    expect(completed(previous, question)).toBe(question);
  });
});

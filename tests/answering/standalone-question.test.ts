import { describe, expect, it } from 'vitest';
import { leansOnHistory, standaloneQuestion } from '../../src/answering/standalone-question.ts';
import type { Turn } from '../../src/protocol.ts';

/** The last of these questions, on its own. An answer stands between each and the next. */
function complete(...questions: string[]): string {
  const history = questions.slice(0, -1).flatMap((content): Turn[] => [
    { role: 'user', content },
    { role: 'assistant', content: 'The Baltic Sea was never mentioned.' },
  ]);
  return standaloneQuestion(questions.at(-1)!, history);
}

const law = 'When was the China Counter-Terrorism Law approved?';
const strategy = "What does China's Cybersecurity Strategy prioritize?";
const position = 'What is the position of China on governance?';

describe('a follow-up', () => {
  it.each([
    [law, 'And when was it implemented?', 'When was the China Counter-Terrorism Law implemented?'],
    [strategy, 'Who released it?', "Who released China's Cybersecurity Strategy?"],
    ['Who is Loretta Lynch?', 'What did she agree to?', 'What did Loretta Lynch agree to?'],
    ['Who is Loretta Lynch?', 'What is her job?', "What is Loretta Lynch's job?"],
    ['What are the cyber norms?', 'Who agreed to them?', 'Who agreed to the cyber norms?'],
    ['What is Internet Plus?', 'Tell me more about it.', 'Tell me more about Internet Plus.'],
    ['What is Internet Plus?', 'Is that expensive?', 'Is Internet Plus expensive?'],
    [
      'What is Internet Plus?',
      'Does this document say who announced it?',
      'Does this document say who announced Internet Plus?',
    ],
  ])('has its pronoun replaced: %s … %s', (previous, question, completed) => {
    expect(complete(previous, question)).toBe(completed);
  });

  it.each([
    [law, 'And in 2016?', `${law} in 2016?`],
    [law, 'Why?', `${law} Why?`],
    [law, 'When?', `${law} When?`],
    [law, 'Then what?', `${law} what?`],
    [law, 'And?', law],
    [law, 'tell me more', `${law} tell me more`],
    [law, 'Can you elaborate?', `${law} Can you elaborate?`],
    [law, 'More details, please.', `${law} More details, please.`],
    [position, 'And what about the United States?', `${position} the United States?`],
    [law, 'What happened in that year?', `${law} What happened in that year?`],
    ['What is it?', 'Who defines this concept?', 'What is it? Who defines this concept?'],
  ])(
    'without words of its own goes behind the last question: %s … %s',
    (previous, question, completed) => {
      expect(complete(previous, question)).toBe(completed);
    },
  );

  it('with two pronouns, of which one is not known, keeps both', () => {
    const who = 'What is Internet Plus?';
    expect(complete(who, 'When did they announce it?')).toBe(`${who} When did they announce it?`);
  });

  it('leans on a follow-up before it', () => {
    expect(complete(strategy, 'Who released it?', 'When?')).toBe(
      "Who released China's Cybersecurity Strategy? When?",
    );
    expect(complete(law, 'Was it implemented?', 'Who implemented it?')).toBe(
      'Who implemented the China Counter-Terrorism Law?',
    );
  });

  it('looks past courtesies', () => {
    expect(complete('What is Internet Plus?', 'Thanks!', 'Who announced it?')).toBe(
      'Who announced Internet Plus?',
    );
    expect(complete('Hello', 'What is it?')).toBe('What is it?');
  });

  it('looks no further back than four questions', () => {
    const others = ['Who?', 'Who?', 'Who?', 'Who?'];
    expect(complete('What is Internet Plus?', ...others, 'Why?')).not.toContain('Internet Plus');
    expect(complete('What is Internet Plus?', ...others.slice(1), 'Why?')).toContain(
      'Internet Plus',
    );
  });
});

describe('a question that stands alone', () => {
  it.each([
    'Who is Jeh Johnson?',
    'So what is Internet sovereignty?',
    'But what does the Cybersecurity Law require of foreign companies?',
    'Which U.S. companies did Xi contrast Chinese Internet enterprises with?',
    'What are the three initiatives that MIIT announced?',
    'Does the law that China passed affect companies?',
    'How does the strategy of the government affect its citizens and their companies?',
    'What does this commentary say about Russia?',
    'What does it say about Russia?',
    'Who wrote this commentary?',
    'And who is the author?',
    'What is this document about?',
    'Summarise the document.',
    'thanks',
    'What can you do?',
    'Who are you?',
  ])('comes back as it is: %s', (question) => {
    expect(complete(position, question)).toBe(question);
    expect(complete(question)).toBe(question);
  });

  it.each(['Why?', 'And it?', 'What about Russia?', 'it'])(
    'as one that nothing came before: %s',
    (question) => {
      expect(complete(question)).toBe(question);
    },
  );

  it('is about the documents where the last one was', () => {
    for (const previous of ['What is this commentary about?', 'Summarise it']) {
      expect(complete(previous, 'Who wrote it?')).toBe('Who wrote it?');
    }
    expect(complete('What does it say about Russia?', 'Who wrote it?')).toBe('Who wrote it?');
    expect(complete('Who wrote this?', 'Summarise it')).toBe('Summarise it');
    expect(complete('What is Internet Plus?', 'Summarise it')).toBe('Summarise Internet Plus');
  });

  it('is not changed by what was answered', () => {
    const history: Turn[] = [{ role: 'assistant', content: 'What is Internet Plus?' }];
    expect(standaloneQuestion('Who announced it?', history)).toBe('Who announced it?');
  });

  it('leans on no turn that is too long to be a question', () => {
    const long = `What is Internet Plus${'. '.repeat(9_990)}`;
    const turns = Array.from({ length: 48 }, (): Turn => ({ role: 'user', content: long }));
    expect(standaloneQuestion('And why?', turns)).toBe('And why?');
  });

  it('is found in a moment in any history', () => {
    const started = performance.now();
    const long = 'what about it and that? '.repeat(4_000);
    complete(long, long, long, 'And it?');
    complete(...Array.from({ length: 10_000 }, () => 'And it?'));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('whether a question may lean on what was said', () => {
  const history: Turn[] = [{ role: 'user', content: position }];
  const leans = (question: string, turns: readonly Turn[] = history) =>
    leansOnHistory(question, turns);

  it.each([
    'And in Russia?',
    'Ok, and in Russia?',
    'Why is that?',
    'How did it change over the years?',
    'What about the other ones?',
    'Can you elaborate?',
  ])('is so: %s', (question) => {
    expect(leans(question)).toBe(true);
    expect(leans(question, [])).toBe(false);
  });

  it.each([
    'When was the China Counter-Terrorism Law approved?',
    'What is this document about?',
    'What does the commentary say about foreign companies in China?',
    'Thank you!',
  ])('is not so: %s', (question) => {
    expect(leans(question)).toBe(false);
  });
});

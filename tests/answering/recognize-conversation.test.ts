import { describe, expect, it } from 'vitest';
import {
  recognizeConversation,
  withoutCourtesy,
} from '../../src/answering/recognize-conversation.ts';
import type { Conversation } from '../../src/protocol.ts';
import { naughtyStrings } from '../support/read-source.ts';

const said: Record<Conversation, string[]> = {
  greeting: [
    'Hi',
    'Hello!',
    'helo',
    'Hiiii',
    'hey there',
    'Good morning',
    'good evening, everyone',
    'Hello, how are you?',
    'How are you doing today?',
    'What’s up?',
    'Anybody here?',
    'Hi 👋',
    'test',
  ],
  thanks: [
    'Thanks',
    'thx a lot',
    'Thank you very much!',
    'thankyou',
    'Thanks, that helps.',
    'ok thanks',
    'Great, thank you so much for your help',
    'many thanks',
    'No, thanks',
    'Thanks in advance',
    'I appreciate it',
    'That helped',
  ],
  help: [
    'help',
    'Help!',
    'Help me, please',
    'Hi, can you help me?',
    'Could you please help me with this?',
    'I need some help',
    'What can you do?',
    'How can you help me?',
    'what can I ask you',
    'What kind of questions can I ask?',
    'How do I use this?',
    'How does this chat work?',
    'May I ask a question?',
  ],
  farewell: [
    'bye',
    'Bye bye!',
    'good bye',
    'Goodbye and thanks',
    'Thanks, bye',
    'See you later',
    'Have a nice day!',
    'Good night',
  ],
  acknowledgement: [
    'ok',
    'OK.',
    'okay, got it',
    'Great!',
    'Nice one',
    'Perfect 👍',
    'I see',
    'yes',
    'No.',
    'hmm',
    'That makes sense',
    'That’s all for now',
    'Never mind',
    'wow, interesting',
    'Good to know!',
  ],
  identity: [
    'Who are you?',
    'what are you',
    'Hello, who are you?',
    'What’s your name?',
    'Are you a bot?',
    'Am I talking to a real person?',
    'who made you',
    'Is this ChatGPT?',
  ],
  empty: ['', '  ', '???', '...', '👋', '🙏🏽', '😀😀', '🇫🇷', '—', '¿?'],
};

describe('what is said in place of a question', () => {
  for (const [kind, all] of Object.entries(said)) {
    it.each(all)(`is seen: ${kind}: %s`, (text) => {
      expect(recognizeConversation(text)).toBe(kind);
    });
  }

  it.each([
    'help desk hours?',
    'Is help available?',
    'Who can help me with a tax return?',
    'Hello World program: what does it print?',
    'Hello Kitty was designed by whom?',
    'Thanks to whom was the bridge saved?',
    'Thanks to whom',
    'Great Wall of China',
    'Good Friday: is it a holiday?',
    'Nice is in which country?',
    'OK Corral',
    'No one',
    'Yes Minister',
    'Test coverage',
    'Who are you allowed to invite?',
    'What are you entitled to after a year?',
    'What can you do with a degree in law?',
    'How does this work?',
    'How does it work?',
    'See you in court: who said it?',
    'Bye-laws',
    'Cheers bar',
    'Morning sickness',
    'Ping protocol',
    'Are you there, God? It’s me, Margaret',
    'Interesting facts about bees',
    'Is this a person?  Which one?',
    'Hi, when does the pool open?',
    'why?',
    'and?',
    'please',
    'more',
    '42',
    '你好吗',
  ])('is not seen in %s', (text) => {
    expect(recognizeConversation(text)).toBeUndefined();
  });

  it('is seen in a moment in any text', () => {
    const long = ['hello, ', 'and ', 'ha', 'h', 'help me ', 'please ', '!', '👋', 'thanks so '].map(
      (part) => part.repeat(5_000),
    );
    for (const text of [...naughtyStrings(), ...long]) {
      const started = performance.now();
      recognizeConversation(text);
      withoutCourtesy(text);
      expect(performance.now() - started, text.slice(0, 20)).toBeLessThan(500);
    }
  });
});

describe('a question', () => {
  it.each([
    ['Hi, when does the pool open?', 'When does the pool open?'],
    ['Hi there, when does the pool open?', 'When does the pool open?'],
    ['hello when does the pool open', 'When does the pool open'],
    ['Good morning! Who runs the pool?', 'Who runs the pool?'],
    ['Hello, how are you? Who runs the pool?', 'Who runs the pool?'],
    ['Thanks! And who runs it?', 'And who runs it?'],
    ['Thanks, that helps. Who runs it?', 'Who runs it?'],
    ['ok, and in winter?', 'ok, and in winter?'],
    ['OK so what does a ticket cost?', 'So what does a ticket cost?'],
    ['Great, what about children?', 'What about children?'],
    ['Hey, tell me about the pool', 'Tell me about the pool'],
    ['Hi - in which street is the pool?', 'In which street is the pool?'],
    ['When does the pool open? Thanks!', 'When does the pool open?'],
    ['When does the pool open, please?', 'When does the pool open, please?'],
    ['When does the pool open? Thank you very much.', 'When does the pool open?'],
    ['Hi, who runs the pool? Thanks in advance', 'Who runs the pool?'],
  ])('is freed of courtesy: %s', (question, freed) => {
    expect(withoutCourtesy(question)).toBe(freed);
  });

  it.each(['How do I say thanks', 'What is said about giving thanks', 'Who gave cheers'])(
    'is not taken from behind a question that it belongs to: %s',
    (question) => {
      expect(withoutCourtesy(question)).toBe(question);
    },
  );

  it.each([
    'When does the pool open?',
    'Hello World program: what does it print?',
    'Hello, Dolly! was written by whom?',
    'Nice is in which country?',
    'Nice, France: what is its population?',
    'Good will is what in accounting?',
    'Thanks to whom was the bridge saved?',
    'OK Google, what is a llama?',
    'Great Britain: what is its capital?',
    'How are you taxed abroad?',
    'Who sang thanks?',
    'Thanks',
    'Hi, thanks!',
    'please',
    '',
  ])('is left as it is: %s', (question) => {
    expect(withoutCourtesy(question)).toBe(question);
  });
});

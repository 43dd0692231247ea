import { describe, expect, it } from 'vitest';
import { questionParts } from '../../src/answering/question-parts.ts';
import { naughtyStrings } from '../support/read-source.ts';

describe('a question that asks several things', () => {
  it.each<[string, ...string[]]>([
    // Sentences of their own.
    [
      'When was the bridge opened? Who designed it?',
      'When was the bridge opened?',
      'Who designed it?',
    ],
    [
      'What is the position of Japan and what is the position of the U.S.?',
      'What is the position of Japan?',
      'What is the position of the U.S.?',
    ],
    ['Who won the race?Who came second in it?', 'Who won the race?', 'Who came second in it?'],
    ['Who won the race; when was it held?', 'Who won the race?', 'When was it held?'],
    [
      'Is the museum open on Mondays? And how much does a ticket cost?',
      'Is the museum open on Mondays?',
      'How much does a ticket cost?',
    ],
    [
      'I am moving to Lyon. Where do I register? Which papers are needed?',
      'I am moving to Lyon. Where do I register?',
      'Which papers are needed?',
    ],
    [
      'Summarise the report. Who wrote the foreword?',
      'Summarise the report',
      'Who wrote the foreword?',
    ],
    [
      '1. What is osmosis?\n2. How does a kidney work?\n3. Who discovered insulin?',
      'What is osmosis?',
      'How does a kidney work?',
      'Who discovered insulin?',
    ],
    [
      '- Who founded the club?\n- Where does it play?',
      'Who founded the club?',
      'Where does it play?',
    ],
    [
      'When was the law passed? Why? Who drafted it?',
      'When was the law passed? Why?',
      'Who drafted it?',
    ],
    ['Who was Dr. Salk? What did he discover?', 'Who was Dr. Salk?', 'What did he discover?'],
    // Joined by a conjunction, and turned around as only a question is.
    [
      'Who painted the ceiling and how long did it take?',
      'Who painted the ceiling?',
      'How long did it take?',
    ],
    ['Who wrote it, and when does it take effect?', 'Who wrote it?', 'When does it take effect?'],
    [
      'Where is the harbour and when does the ferry leave?',
      'Where is the harbour?',
      'When does the ferry leave?',
    ],
    [
      'What does the warranty cover and how long does it last?',
      'What does the warranty cover?',
      'How long does it last?',
    ],
    [
      'How many eggs does a hen lay, and at what age does she begin?',
      'How many eggs does a hen lay?',
      'At what age does she begin?',
    ],
    [
      'Which teams reached the final and where was it played?',
      'Which teams reached the final?',
      'Where was it played?',
    ],
    [
      'What causes tides, and why are there two a day?',
      'What causes tides?',
      'Why are there two a day?',
    ],
    [
      'When did Iceland become a republic but why did Denmark object?',
      'When did Iceland become a republic?',
      'Why did Denmark object?',
    ],
    [
      'Why do leaves turn red and what do trees gain from it?',
      'Why do leaves turn red?',
      'What do trees gain from it?',
    ],
    ['What is it about and who is it for?', 'What is it about?', 'Who is it for?'],
    [
      'Who leads the agency, where does it sit, and how is it funded?',
      'Who leads the agency?',
      'Where does it sit?',
      'How is it funded?',
    ],
    [
      'What happens when a pipe bursts and how do I report one?',
      'What happens when a pipe bursts?',
      'How do I report one?',
    ],
    // Asking for the subject, after a question that is complete.
    [
      'Who built the tower and what is the height of the Matterhorn?',
      'Who built the tower?',
      'What is the height of the Matterhorn?',
    ],
    [
      'When was the treaty signed and who signed it?',
      'When was the treaty signed?',
      'Who signed it?',
    ],
    [
      'When did the fire start, and what caused the fire?',
      'When did the fire start?',
      'What caused the fire?',
    ],
    ['Who wrote it and who published it?', 'Who wrote it?', 'Who published it?'],
    [
      'How tall is Everest and which mountain is second?',
      'How tall is Everest?',
      'Which mountain is second?',
    ],
    // Yes or no.
    [
      'Is the tap water safe and does it contain fluoride?',
      'Is the tap water safe?',
      'Does it contain fluoride?',
    ],
    [
      'What did the court decide and was it unanimous?',
      'What did the court decide?',
      'Was it unanimous?',
    ],
    [
      'How long is the trail, and are dogs allowed? Is it steep?',
      'How long is the trail, and are dogs allowed?',
      'Is it steep?',
    ],
    [
      'Where does the train stop and is there a dining car?',
      'Where does the train stop?',
      'Is there a dining car?',
    ],
    [
      'What does the plan cost and will the city pay for it?',
      'What does the plan cost?',
      'Will the city pay for it?',
    ],
    // Requests.
    [
      'Can you tell me who composed the anthem and when it was first sung?',
      'Who composed the anthem?',
      'When it was first sung?',
    ],
    [
      'I would like to know how the pump works and where can I buy one?',
      'How the pump works',
      'Where can I buy one?',
    ],
    [
      'Who said "Who goes there? And when does it end?", and when did he say it?',
      'Who said "Who goes there? And when does it end?"?',
      'When did he say it?',
    ],
  ])('is cut: %s', (question, ...parts) => {
    expect(questionParts(question)).toEqual(parts);
  });

  it('is cut into four parts at the most', () => {
    const question = 'Who won it? When was it? Where was it? How long was it? Why was it held?';
    const parts = questionParts(question);
    expect(parts).toHaveLength(4);
    expect(parts.at(-1)).toBe('How long was it? Why was it held?');
  });
});

describe('a question that asks one thing', () => {
  it.each([
    'What is the difference between rugby and football?',
    'What is the difference between what is owed and what is paid?',
    'What is the link between how we sleep and how we eat?',
    'What did the mayor say and do?',
    'Who are the author and publisher?',
    'How much is spent on research and development?',
    'How do cats and dogs differ?',
    'When and where was she born?',
    'Where and when was the treaty signed?',
    'In which year and in which city was the treaty signed?',
    'How many people and how much money does it take?',
    'How and why did the empire fall?',
    'Which ministry and which agency are responsible for dams?',
    'Who painted the ceiling and when?',
    'Who painted the ceiling, and why?',
    'What is allowed and what is forbidden under the treaty?',
    'Who wins and who loses when tariffs rise?',
    'Who decides what is taught and who is admitted?',
    'Who decides what the limit is and what is done about it?',
    'Which people who signed and who read the letter complained?',
    'Who are the people that planned the heist and who carried it out?',
    'Who is for and who is against the ban?',
    'What is the lowest and what is the highest rate?',
    'Which company makes chips and has the largest share?',
    'Who founded the firm and is the chair of its board?',
    'Who planned the attack and did it alone?',
    'What is the metal mined in Chile and has a reddish colour?',
    'What do I need for a picnic and what to put in it?',
    'Which firm sued the paper and had it removed?',
    'What can tourists see and do that day?',
    'What should I know and do the next day?',
    'What happened in April and May this year?',
    'What happens when the pump fails and the valve is open?',
    'When a breach occurs, what does the law require?',
    'If the goods are late, can I cancel and do I get a refund?',
    'In 1990, who was the president?',
    'Who is Ada Lovelace, who wrote the first program?',
    'Is it a law? Or is it a guideline?',
    'Was it approved? If so, when?',
    'Who won? Why?',
    'Who won the cup? And why not us?',
    'Does the rule apply to banks? Who else?',
    'What does "stop and who goes there" mean?',
    'What does “Who goes there? Who is it?” mean?',
    'What does the clause (who pays? when is it due?) mean?',
    'What did the U.S. do in Vietnam?',
    'Who was Dr. Who played by?',
    'I lost my card. What should I do?',
    'What should I do? I lost my card.',
    'Tell me about volcanoes and how they erupt.',
    'Explain supply and demand.',
    'List the rivers and lakes of Finland.',
    'Compare tea and coffee.',
    'Salt and pepper',
    'The law was passed and who knows why.',
    'What are the pros and cons of nuclear power?',
    'Who sang "War? What Is It Good For"?',
    'Why are bread, butter and milk so dear?',
    'What is trial and error?',
    'How is wine made and stored?',
    'Is the museum free and open to all?',
    'Did the company buy and close the plant?',
    'What is http://example.org/?q=who and is=it',
    '',
    '?',
  ])('stays whole: %s', (question) => {
    expect(questionParts(question)).toEqual([question]);
  });

  it('stays whole where it is too long to be a few questions', () => {
    const long = 'Who won the race? When was it held? '.repeat(40);
    expect(questionParts(long)).toEqual([long]);
  });
});

it('takes a moment for any text', () => {
  const long = ['who is it? ', 'and who ', ', when does', '"', '?'].map((part) => part.repeat(90));
  for (const text of [...naughtyStrings(), ...long]) {
    const started = performance.now();
    expect(questionParts(text).length).toBeGreaterThan(0);
    expect(performance.now() - started, text.slice(0, 20)).toBeLessThan(500);
  }
});

import fc from 'fast-check';

const sentence = fc.constantFrom(
  'The law takes effect.',
  'The law takes effect.',
  'The U.S. agreed, e.g. on No. 5 of the list.',
  'Why? Nobody knows!',
  'It says “stop.” He stops.',
  'and it carries on',
  'A label',
  '网络安全很重要。真的吗？',
  'これは「文。」と言う',
  'Emoji 😀😀 family 👩‍👩‍👧 and flag 🇨🇳.',
  'é e\u0301 ﬁ \u00a0 \u200b x.',
  'See https://example.org/a?b=c&d=e.f for more.',
  `${'A very long sentence that has many clauses, each like the others, and does not end, '.repeat(9)}but does.`,
  '無'.repeat(700),
  '😀'.repeat(400),
  'x'.repeat(1300),
  'a.b.c. '.repeat(40),
);

const block = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.array(sentence, { minLength: 1, maxLength: 6 }).map((all) => all.join(' ')),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(sentence, { minLength: 1, maxLength: 4 })
      .map((all) => `- ${all.join('\n- ')}`),
  },
  { weight: 1, arbitrary: sentence.map((text) => `## ${text}`) },
  { weight: 1, arbitrary: sentence.map((text) => `<sup>1</sup> ${text}`) },
  { weight: 1, arbitrary: sentence.map((text) => `| ${text} | b |\n| - | - |\n|  | ${text} |`) },
  { weight: 1, arbitrary: sentence.map((text) => `\`\`\`\n  ${text}\n${text}\n\`\`\``) },
  { weight: 2, arbitrary: fc.constant('---') },
);

/** Markdown of blocks that repeat, are cut, are too long, or are written without spaces. */
export const arbitrarySource: fc.Arbitrary<string> = fc
  .array(block, { minLength: 1, maxLength: 12 })
  .map((blocks) => `Words.\n\n${blocks.join('\n\n')}`);

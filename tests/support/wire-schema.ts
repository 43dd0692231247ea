import { z } from 'zod';

// The contract, written down a second time: nothing more and nothing less may go over the wire.

const range = z.strictObject({ start: z.int().min(0), end: z.int().min(1) });
const citedDocument = z.strictObject({
  id: z.string().min(1),
  revision: z.string().regex(/^[0-9a-f]{64}$/),
  title: z.string().min(1),
  uri: z.string().min(1),
});

export const citationSchema = z.strictObject({
  number: z.int().min(1),
  quote: z.string().min(1),
  spans: z
    .array(range.extend({ text: z.string().min(1) }))
    .min(1)
    .max(64),
  document: citedDocument,
  section: z.array(z.string()),
  page: z.int().nullable(),
  lastPage: z.int().optional(),
  url: z
    .string()
    .regex(
      /^\/documents\/[^?]+\?revision=[0-9a-f]{64}&quote=\d+-\d+(,\d+-\d+)*(&link=[\w.-]+)?#quote$/,
    ),
  highlights: z.array(range).optional(),
});

const writtenSentence = range.extend({
  support: z.enum(['supported', 'partly', 'unsupported']),
  doubts: z.array(
    z.enum([
      'no-citation',
      'number',
      'date',
      'name',
      'negation',
      'opposite',
      'modality',
      'link',
      'meaning',
      'language',
    ]),
  ),
  citations: z.array(z.int().min(1)),
});

export const answerSchema = z.strictObject({
  id: z.uuid(),
  question: z.string().min(1),
  searched: z.string().min(1).optional(),
  outcome: z.enum(['answered', 'partly', 'not-answered', 'off-topic', 'conversation']),
  conversation: z
    .enum(['greeting', 'thanks', 'help', 'farewell', 'acknowledgement', 'identity', 'empty'])
    .optional(),
  answered: z.boolean(),
  mode: z.enum(['extractive', 'generated']),
  confidence: z.number().min(0).max(1),
  answer: z.string().min(1),
  sentences: z.array(writtenSentence).min(1).optional(),
  notice: z
    .enum([
      'model-unavailable',
      'model-slow',
      'model-over-limit',
      'model-unusable',
      'model-interrupted',
    ])
    .optional(),
  citations: z.array(citationSchema).max(16),
  unanswered: z.array(z.string().min(1)).min(1).max(3).optional(),
  closest: z.array(citationSchema).max(3),
  byWordsAlone: z.literal(true).optional(),
  suggestions: z.array(z.string().min(1).max(90)).min(1).max(3).optional(),
});

export const eventSchema = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('answer-start'),
    data: z.strictObject({
      id: z.uuid(),
      question: z.string(),
      searched: z.string().optional(),
      mode: z.enum(['extractive', 'generated']),
    }),
  }),
  z.strictObject({ event: z.literal('citation'), data: citationSchema }),
  z.strictObject({
    event: z.literal('answer-delta'),
    data: z.strictObject({ text: z.string().min(1), sentence: writtenSentence.optional() }),
  }),
  z.strictObject({ event: z.literal('answer-end'), data: answerSchema }),
]);

export const problemSchema = z.strictObject({
  type: z.string().regex(/^\/problems\/[a-z-]+$/),
  title: z.string().min(1),
  status: z.int().min(400).max(599),
  detail: z.string().min(1),
  instance: z.uuid(),
});

export const documentContentSchema = z.strictObject({
  id: z.string(),
  revision: z.string().regex(/^[0-9a-f]{64}$/),
  title: z.string(),
  uri: z.string(),
  uris: z.array(z.string()).min(1),
  mediaType: z.string(),
  from: z.int(),
  to: z.int(),
  length: z.int(),
  text: z.string(),
  blocks: z.array(
    z.strictObject({
      kind: z.enum([
        'heading',
        'paragraph',
        'list-item',
        'table-row',
        'code',
        'footnote',
        'aside',
        'caption',
      ]),
      start: z.int(),
      end: z.int(),
      level: z.int().optional(),
      label: z.string().optional(),
      header: z.boolean().optional(),
      continues: z.int().optional(),
      section: z.array(z.string()),
      page: z.int().nullable(),
    }),
  ),
  current: z.boolean(),
  quote: z
    .strictObject({
      spans: z.array(range).max(64),
      near: range.optional(),
      url: z.string().startsWith('/documents/'),
    })
    .optional(),
});

export const searchSchema = z.strictObject({
  query: z.string(),
  hits: z.array(
    z.strictObject({
      document: citedDocument,
      section: z.array(z.string()),
      page: z.int().nullable(),
      quote: z.string().min(1),
      spans: z.array(range.extend({ text: z.string() })).min(1),
      score: z.number(),
      url: z.string().startsWith('/documents/'),
    }),
  ),
});

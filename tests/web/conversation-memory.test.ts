import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/protocol.ts';
import {
  createConversationMemory,
  type RememberedTurn,
  type TabStorage,
} from '../../web/conversation-memory.ts';

const server = 'https://answers.example/';

const answer: Answer = {
  id: 'a1',
  question: 'Who built the pier?',
  outcome: 'answered',
  answered: true,
  mode: 'extractive',
  confidence: 0.9,
  answer: '“Agnes built it.” [1]',
  citations: [
    {
      number: 1,
      quote: 'Agnes built it.',
      spans: [{ start: 0, end: 15, text: 'Agnes built it.' }],
      document: { id: 'pier', revision: 'r1', title: 'The Pier', uri: 'pier.md' },
      section: ['History'],
      page: null,
      url: '/documents/pier?quote=0-15#quote',
    },
  ],
  closest: [],
};

const turns: RememberedTurn[] = [{ question: 'Who built the pier?', answer }];

/** The storage of a tab, on a map that can be looked into. */
function createStorage(): TabStorage & { items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

const remember = (storage: TabStorage, at = server) => createConversationMemory(at, () => storage);

describe('a conversation', () => {
  test('is read as it was written, on the next page of the tab', () => {
    const storage = createStorage();
    remember(storage).write(turns);
    expect(remember(storage).read()).toEqual(turns);
  });

  test('is nowhere once it is empty', () => {
    const storage = createStorage();
    remember(storage).write(turns);
    remember(storage).write([]);
    expect(storage.items.size).toBe(0);
  });

  test('is not that of another server', () => {
    const storage = createStorage();
    const other = remember(storage, 'https://others.example/');
    remember(storage).write(turns);
    expect(other.read()).toEqual([]);
    other.write([]);
    expect(remember(storage).read()).toEqual(turns);
  });

  test('loses its beginning where it grows too long', () => {
    const storage = createStorage();
    const long = Array.from({ length: 30 }, (_, index) => ({
      question: `${index} ${'x'.repeat(20_000)}`,
      answer,
    }));
    remember(storage).write(long);
    const kept = remember(storage).read();
    expect(kept.length).toBeGreaterThan(5);
    expect(kept).toEqual(long.slice(-kept.length));
    const [stored] = storage.items.values();
    expect(stored?.length).toBeLessThan(200_000);
  });
});

const [citation] = answer.citations;

describe('what cannot be shown', () => {
  test.each<[string, unknown]>([
    ['no JSON', undefined],
    ['a number', 7],
    ['nothing', null],
    ['an object', { question: 'x' }],
    ['an answer that is none', [{ question: 'x', answer: { id: 'a' } }]],
    ['an unknown outcome', [{ question: 'x', answer: { ...answer, outcome: 'maybe' } }]],
    ['citations that are none', [{ question: 'x', answer: { ...answer, citations: [{}] } }]],
    [
      'a link that leaves the server',
      [
        {
          question: 'x',
          answer: { ...answer, citations: [{ ...citation, url: '//evil.example' }] },
        },
      ],
    ],
    [
      'a link that leaves the server once its tab is passed over',
      [
        {
          question: 'x',
          answer: { ...answer, citations: [{ ...citation, url: '/\t/evil.example' }] },
        },
      ],
    ],
    [
      'a link that runs a script',
      [
        {
          question: 'x',
          answer: { ...answer, citations: [{ ...citation, url: 'javascript:alert(1)' }] },
        },
      ],
    ],
  ])('%s is ignored', (_name, value) => {
    const storage = createStorage();
    remember(storage).write(turns);
    const [key = ''] = storage.items.keys();
    storage.setItem(key, value === undefined ? '{"a' : JSON.stringify(value));
    expect(remember(storage).read()).toEqual([]);
  });
});

describe('a tab', () => {
  test('that is full goes on without', () => {
    const storage = createStorage();
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(() => remember(storage).write(turns)).not.toThrow();
    expect(remember(storage).read()).toEqual([]);
  });

  test('that may not store anything goes on without', () => {
    const memory = createConversationMemory(server, () => {
      throw new DOMException('sandboxed', 'SecurityError');
    });
    expect(() => memory.write(turns)).not.toThrow();
    expect(memory.read()).toEqual([]);
  });
});

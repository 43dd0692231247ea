import { describe, expect, it } from 'vitest';
import type { SentencePlace } from '../../src/answering/cite-sentences.ts';
import { combineDecisions, type Decision } from '../../src/answering/combine-decisions.ts';
import type { EmbeddedPassage } from '../../src/passages/passage.ts';

/** Only its id counts here. */
const place = (passage: string, index = 0): SentencePlace => ({
  passage: { id: passage } as EmbeddedPassage,
  index,
});
const answered = (confidence: number, ...cited: SentencePlace[]): Decision => ({
  outcome: 'answered',
  confidence,
  cited,
  closest: [],
  passages: [],
});
const declined = (
  outcome: 'not-answered' | 'off-topic',
  confidence: number,
  ...closest: SentencePlace[]
): Decision => ({ outcome, confidence, cited: [], closest, passages: [] });
const talk: Decision = {
  outcome: 'conversation',
  conversation: 'greeting',
  confidence: 1,
  cited: [],
  closest: [],
  passages: [],
};

describe('a decision on several parts', () => {
  it('on one alone is that one', () => {
    for (const decision of [answered(0.5, place('a')), declined('off-topic', 0.1), talk]) {
      expect(combineDecisions(['one'], [decision])).toBe(decision);
    }
  });

  it('has what was searched for of all', () => {
    const [first, second] = [new Float32Array([1, 0]), new Float32Array([0, 1])];
    const decisions: Decision[] = [
      { ...answered(0.5, place('a')), vectors: [first] },
      { ...declined('not-answered', 0.1), vectors: [second] },
      talk,
    ];
    expect(combineDecisions(['one', 'two', 'hello'], decisions).vectors).toEqual([first, second]);
  });

  it('has the passages of all, the best of each first, and each once', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => place(id).passage);
    const decisions = [
      { ...answered(0.8), passages: [a!, b!] },
      { ...declined('not-answered', 0.1), passages: [c!, a!] },
      talk,
    ];
    expect(combineDecisions(['one', 'two', 'three'], decisions).passages).toEqual([a, c, b]);
  });

  it('on answered parts is answered, as certainly as the least certain, with nothing twice', () => {
    const decisions = [
      answered(0.8, place('b'), place('a')),
      answered(0.5, place('a'), place('c')),
    ];
    expect(combineDecisions(['one', 'two'], decisions)).toEqual(
      answered(0.5, place('b'), place('a'), place('c')),
    );
  });

  it('on some answered parts names the others, with what comes closest to each', () => {
    const decisions = [
      declined('not-answered', 0.1, place('b'), place('c'), place('d')),
      answered(0.6, place('a')),
      declined('not-answered', 0.05, place('a'), place('e')),
    ];
    expect(combineDecisions(['one', 'two', 'three'], decisions)).toEqual({
      outcome: 'partly',
      passages: [],
      confidence: 0.6,
      cited: [place('a')],
      closest: [place('b'), place('c'), place('e')],
      unanswered: ['one', 'three'],
    });
  });

  it('shows nothing close to a part that is about something else', () => {
    const decisions = [answered(0.6, place('a')), declined('off-topic', 0.05, place('b'))];
    const { outcome, closest, unanswered } = combineDecisions(['one', 'two'], decisions);
    expect({ outcome, closest, unanswered }).toEqual({
      outcome: 'partly',
      closest: [],
      unanswered: ['two'],
    });
  });

  it('on none answered is off topic only where all are', () => {
    const off = [declined('off-topic', 0.02, place('a')), declined('off-topic', 0.1, place('b'))];
    const both = [place('a'), place('b')];
    expect(combineDecisions(['one', 'two'], off)).toEqual(declined('off-topic', 0.1, ...both));
    const mixed = [off[1]!, declined('not-answered', 0.05, place('a'))];
    expect(combineDecisions(['one', 'two'], mixed)).toEqual(
      declined('not-answered', 0.05, place('b'), place('a')),
    );
  });

  it('rests on words alone where one of its parts does', () => {
    const byWords = { ...answered(0.5, place('a')), byWordsAlone: true };
    const other = answered(0.6, place('b'));
    const open = declined('not-answered', 0.1, place('c'));
    expect(combineDecisions(['one', 'two'], [byWords, other])).toHaveProperty('byWordsAlone', true);
    expect(combineDecisions(['one', 'two'], [open, byWords])).toHaveProperty('byWordsAlone', true);
    expect(combineDecisions(['one', 'two'], [open, other])).not.toHaveProperty('byWordsAlone');
  });

  it('leaves talk aside', () => {
    const decision = answered(0.5, place('a'));
    expect(combineDecisions(['one', 'two'], [talk, decision])).toBe(decision);
    expect(combineDecisions(['one', 'two'], [talk, talk])).toBe(talk);
  });
});

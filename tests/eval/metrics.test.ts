import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  declinedAtCoverage,
  reliability,
  riskCoverage,
} from '../../scripts/eval/metrics/abstention.ts';
import {
  bootstrap,
  createRandom,
  estimateMean,
  mean,
} from '../../scripts/eval/metrics/bootstrap.ts';
import { foldText } from '../../scripts/eval/metrics/fold-text.ts';
import { createLocator } from '../../scripts/eval/metrics/locate-evidence.ts';
import { mergeRanges, overlapOf, totalLength } from '../../scripts/eval/metrics/ranges.ts';
import { discountedGain, firstOccurrences } from '../../scripts/eval/metrics/ranking.ts';
import { bestRougeL, rougeL } from '../../scripts/eval/metrics/rouge.ts';
import { readMarkdown } from '../../src/documents/markdown.ts';

describe('ROUGE-L', () => {
  it('is the F1 of the longest common subsequence of words', () => {
    // Lin (2004), 3.1: "police killed the gunman" against "police kill the gunman": 3 of 4 each.
    expect(rougeL('police kill the gunman', 'police killed the gunman')).toBeCloseTo(0.75);
    expect(rougeL('the gunman kill police', 'police killed the gunman')).toBeCloseTo(0.5);
    expect(rougeL('one two three four', 'one four')).toBeCloseTo((2 * 0.5 * 1) / 1.5);
  });

  it('does not see case and punctuation, and gives nothing for nothing', () => {
    expect(rougeL('Seven Years’ War .', 'seven years war')).toBe(1);
    expect(rougeL('', 'word')).toBe(0);
    expect(rougeL('…', '…')).toBe(0);
  });

  it('takes the best of several references', () => {
    expect(bestRougeL('a b', ['c d', 'a b'])).toBe(1);
    expect(bestRougeL('a b', [])).toBe(0);
  });
});

describe('nDCG', () => {
  it('is 1 for the ideal order and falls with the rank', () => {
    const grades = new Map([['a', 1]]);
    expect(discountedGain(['a', 'b'], grades, 10)).toBe(1);
    expect(discountedGain(['b', 'a'], grades, 10)).toBeCloseTo(1 / Math.log2(3));
    expect(discountedGain(['b', 'c', 'a'], grades, 2)).toBe(0);
  });

  it('holds several grades against their best order', () => {
    const grades = new Map([
      ['a', 2],
      ['b', 1],
    ]);
    const ideal = 2 + 1 / Math.log2(3);
    expect(discountedGain(['b', 'a'], grades, 10)).toBeCloseTo((1 + 2 / Math.log2(3)) / ideal);
    expect(discountedGain(['a'], new Map(), 10)).toBe(0);
  });

  it('ranks a document by its best passage', () => {
    expect(firstOccurrences(['b', 'a', 'b', 'c'])).toEqual(['b', 'a', 'c']);
  });
});

describe('the overlap of what is shown with the evidence', () => {
  const at = (start: number, end: number, document = 'a') => ({ document, start, end });

  it('counts characters', () => {
    const overlap = overlapOf([at(0, 100)], [at(50, 60), at(90, 120)]);
    expect(overlap).toEqual({ recall: 20 / 40, precision: 20 / 100, union: 20 / 120 });
  });

  it('counts what is shown twice as shown twice, and as found once', () => {
    const overlap = overlapOf([at(0, 20), at(10, 30)], [at(10, 20)]);
    expect(overlap).toEqual({ recall: 1, precision: 10 / 40, union: 10 / 40 });
  });

  it('finds nothing in another document', () => {
    expect(overlapOf([at(0, 20, 'b')], [at(0, 20)])).toEqual({ recall: 0, precision: 0, union: 0 });
    expect(overlapOf([], [at(0, 20)]).recall).toBe(0);
  });

  it('merges ranges without losing a character', () => {
    const range = fc
      .tuple(fc.nat(50), fc.integer({ min: 1, max: 20 }), fc.constantFrom('a', 'b'))
      .map(([start, length, document]) => at(start, start + length, document));
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        const covered = new Set(
          ranges.flatMap(({ start, end, document }) =>
            Array.from({ length: end - start }, (_, offset) => `${document} ${start + offset}`),
          ),
        );
        expect(totalLength(mergeRanges(ranges))).toBe(covered.size);
      }),
    );
  });
});

describe('the bootstrap', () => {
  it('gives the same bounds for the same items', () => {
    const values = Array.from({ length: 200 }, (_, index) => Number(index % 4 === 0));
    expect(estimateMean(values)).toEqual(estimateMean(values));
    expect(createRandom(7)()).toBe(createRandom(7)());
  });

  it('bounds a share by nearly twice its standard error', () => {
    const values = Array.from({ length: 400 }, (_, index) => Number(index % 2));
    const { value, low, high } = estimateMean(values);
    const error = Math.sqrt(0.25 / 400);
    expect(value).toBe(0.5);
    expect(low).toBeCloseTo(0.5 - 1.96 * error, 1.9);
    expect(high).toBeCloseTo(0.5 + 1.96 * error, 1.9);
  });

  it('says nothing of nothing', () => {
    expect(bootstrap([], mean).value).toBeNaN();
  });
});

describe('abstention', () => {
  it('has no risk where the surest are right', () => {
    const judged = [
      { confidence: 0.9, right: true },
      { confidence: 0.2, right: false },
    ];
    expect(riskCoverage(judged)).toEqual([
      [0.5, 0],
      [1, 0.5],
    ]);
  });

  it('holds what was stated against what came true', () => {
    const judged = [0.31, 0.39, 0.35, 0.35].map((confidence, index) => ({
      confidence,
      right: index === 0,
    }));
    const [[stated, actual] = [0, 0]] = reliability(judged);
    expect(stated).toBeCloseTo(0.35);
    expect(actual).toBe(0.25);
  });

  it('declines below the threshold that answers enough', () => {
    expect(declinedAtCoverage([0.9, 0.8, 0.7, 0.6, 0.1], [0.65, 0.5, 0.05], 0.8)).toBeCloseTo(
      2 / 3,
    );
  });
});

describe('folding', () => {
  it('does not see white space, quote marks, case and emphasis', () => {
    expect(foldText('“Internet *Plus*”\n is ‘new’')).toBe(foldText('"internet plus" IS \'new\''));
  });
});

describe('the place of evidence in what was read', () => {
  const source =
    '# Notes\n\nThe **law** takes\neffect in [June](https://example.org/) 2017.\n\n- It says so.\n- It says so.\n';
  const canonical = readMarkdown(source).text;
  const locate = createLocator(source, canonical);
  const textAt = (start: number, end: number) => {
    const found = locate({ start, end });
    return found && canonical.slice(found.start, found.end);
  };

  it('is found through emphasis and line breaks', () => {
    const start = source.indexOf('The **law**');
    expect(textAt(start, source.indexOf(' in ['))).toBe('The law takes effect');
  });

  it('is the repeated text that stands where the evidence stands', () => {
    const second = source.lastIndexOf('It says so');
    const found = locate({ start: second, end: second + 'It says so'.length });
    expect(found?.start).toBe(canonical.lastIndexOf('It says so'));
  });

  it('is nowhere where reading has taken it out', () => {
    const link = source.indexOf('example.org');
    expect(textAt(link, link + 'example.org'.length)).toBeUndefined();
  });
});

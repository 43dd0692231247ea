import { describe, expect, it } from 'vitest';
import { columnNamesOf, cutByColumns } from '../../src/passages/table-rows.ts';
import type { Block, Range } from '../../src/protocol.ts';

/** Rows on lines of their own; those that begin with `# ` name columns, an empty line ends a table. */
function table(lines: string[]): { text: string; blocks: Block[] } {
  let text = '';
  const blocks = lines.map((all): Block => {
    const line = all.replace(/^\n/, '');
    text += all.slice(0, all.length - line.length);
    const header = line.startsWith('# ');
    const start = text.length;
    text += line.replace('# ', '');
    const block = { start, end: text.length, section: [], page: null };
    text += '\n';
    if (line === '') return { ...block, kind: 'paragraph' };
    return { ...block, kind: 'table-row', ...(header ? { header } : {}) };
  });
  return { text, blocks };
}

const namesOf = (lines: string[]) => [...columnNamesOf(table(lines))];

describe('columnNamesOf', () => {
  it.each<[string, string[], [number, number[]][]]>([
    [
      'one row of names',
      ['# a\tb', '1\t2', '3\t4'],
      [
        [1, [0]],
        [2, [0]],
      ],
    ],
    ['two rows of names', ['# a\tb', '# c\td', '1\t2'], [[2, [0, 1]]]],
    [
      'names that are given anew',
      ['# a\tb', '1\t2', '# c\td', '3\t4'],
      [
        [1, [0]],
        [3, [2]],
      ],
    ],
    [
      'a name of the rows below it',
      ['# a\tb', '1\t2', '# spring\t', '3\t4', '# autumn', '5\t6', '# c\td', '7\t8'],
      [
        [1, [0]],
        [3, [0, 2]],
        [5, [0, 4]],
        [7, [6]],
      ],
    ],
    [
      'the first of them right below the columns’',
      ['# a\tb', '# spring\t', '1\t2', '# autumn', '3\t4'],
      [
        [2, [0, 1]],
        [4, [0, 3]],
      ],
    ],
    [
      'the name of another table that follows at once',
      ['# a\tb', '1\t2', '# prices\t', '# c\td', '3\t4'],
      [
        [1, [0]],
        [4, [2, 3]],
      ],
    ],
    ['no names', ['1\t2', '3\t4'], []],
    ['another table without names', ['# a\tb', '1\t2', '', '3\t4'], [[1, [0]]]],
    ['another table that follows at once', ['# a\tb', '1\t2', '\n3\t4'], [[1, [0]]]],
    ['a wider table that follows at once', ['# a\tb', '1\t2', '3\t4\t5', '6\t7'], [[1, [0]]]],
    ['a row with fewer cells', ['# a\tb\tc', '1'], [[1, [0]]]],
    ['names that are sentences', [`# ${'long '.repeat(70)}\tb`, '1\t2'], []],
  ])('finds %s', (_, lines, expected) => {
    expect(namesOf(lines)).toEqual(expected);
  });
});

describe('cutByColumns', () => {
  const cut = (lines: string[], most: number) => {
    const { text, blocks } = table(lines);
    const fits = (texts: string[]) => texts.join('\n').length <= most;
    const read = ({ start, end }: Range) => text.slice(start, end);
    return cutByColumns(text, blocks, fits).map((piece) => piece.map(read));
  };

  it('gives each piece the names of its own columns', () => {
    expect(cut(['# one\ttwo\tthree\tfour', 'a\tb\tc\td'], 12)).toEqual([
      ['one\ttwo', 'a\tb'],
      ['three', 'c'],
      ['four', 'd'],
    ]);
  });

  it('leaves nothing out where a cell does not fit with its name', () => {
    expect(cut(['# one\ttwo', `${'a'.repeat(20)}\tb`], 12)).toEqual([
      ['one'],
      ['a'.repeat(20)],
      ['two', 'b'],
    ]);
  });

  it('passes over columns that have neither name nor cell', () => {
    expect(cut(['# one\t\ttwo', '\t\tb'], 5)).toEqual([['one'], ['two', 'b']]);
  });

  it('takes several rows of names, and rows of other lengths', () => {
    expect(cut(['# one\ttwo', '# 1', 'a\tb\tc'], 7)).toEqual([
      ['one', '1', 'a'],
      ['two', 'b\tc'],
    ]);
  });
});

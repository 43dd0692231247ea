import { expect, it } from 'vitest';
import { ownTurn } from '../src/own-turn.ts';

it('is given to one at a time, in the order of asking', async () => {
  const seen: string[] = [];
  const turns = ['a', 'b', 'c'].map(async (name) => {
    await ownTurn();
    seen.push(name);
    // What others do in the meantime comes between two turns.
    setImmediate(() => seen.push(`after ${name}`));
  });
  await Promise.all(turns);
  await ownTurn();
  expect(seen.filter((name) => !name.startsWith('after'))).toEqual(['a', 'b', 'c']);
  expect(seen.indexOf('after a')).toBeLessThan(seen.indexOf('c'));
});

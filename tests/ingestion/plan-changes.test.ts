import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentId } from '../../src/documents/document-id.ts';
import { titleFromUri } from '../../src/documents/title-from-uri.ts';
import { type Plan, planChanges, type SeenFile } from '../../src/ingestion/plan-changes.ts';

interface Document {
  id: string;
  revision: string;
  title: string;
  uris: string[];
}

/** A document with a title of its own, whatever it is named after. */
const document = (id: string, revision: string, ...uris: string[]): Document => ({
  id,
  revision,
  title: `Title of ${revision}`,
  uris,
});

const file = (uri: string, revision: string): SeenFile => ({ uri, revision, fails: false });
const bad = (uri: string, revision?: string): SeenFile => ({ uri, revision, fails: true });

const everything = () => true;

const nothing: Plan = { readings: [], moves: [], removals: [], unchanged: [] };

interface Case {
  files: SeenFile[];
  documents: Document[];
  covers?: (uri: string) => boolean;
  plan: Partial<Plan>;
}

const cases: Record<string, Case> = {
  'a new file is added': {
    files: [file('a.md', 'A')],
    documents: [],
    plan: {
      readings: [{ kind: 'add', id: documentId('a.md'), uris: ['a.md'], revision: 'A', from: [] }],
    },
  },
  'new files of one content are one document, named after the first': {
    files: [file('b.md', 'A'), file('a.md', 'A')],
    documents: [],
    plan: {
      readings: [
        { kind: 'add', id: documentId('a.md'), uris: ['a.md', 'b.md'], revision: 'A', from: [] },
      ],
    },
  },
  'an unchanged file is not touched': {
    files: [file('a.md', 'A')],
    documents: [document('x', 'A', 'a.md')],
    plan: { unchanged: [{ id: 'x', uris: ['a.md'] }] },
  },
  'a changed file is replaced and keeps its id': {
    files: [file('a.md', 'B')],
    documents: [document('x', 'A', 'a.md')],
    plan: {
      readings: [{ kind: 'replace', id: 'x', uris: ['a.md'], revision: 'B', from: ['a.md'] }],
    },
  },
  'a moved file keeps its id': {
    files: [file('b.md', 'A')],
    documents: [document('x', 'A', 'a.md')],
    plan: { moves: [{ id: 'x', uris: ['b.md'], from: ['a.md'] }] },
  },
  'a moved file whose title was its name is read again': {
    files: [file('new.md', 'A')],
    documents: [{ ...document('x', 'A', 'old.md'), title: 'Old' }],
    plan: {
      readings: [{ kind: 'rename', id: 'x', uris: ['new.md'], revision: 'A', from: ['old.md'] }],
    },
  },
  'but not where only its folder has another name': {
    files: [file('new/old.md', 'A')],
    documents: [{ ...document('x', 'A', 'old.md'), title: 'Old' }],
    plan: { moves: [{ id: 'x', uris: ['new/old.md'], from: ['old.md'] }] },
  },
  'a file of another kind is read again': {
    files: [file('a.txt', 'A')],
    documents: [document('x', 'A', 'a.md')],
    plan: {
      readings: [{ kind: 'rename', id: 'x', uris: ['a.txt'], revision: 'A', from: ['a.md'] }],
    },
  },
  'a file in doubt is read again': {
    files: [{ ...file('a.md', 'A'), inDoubt: true }],
    documents: [document('x', 'A', 'a.md')],
    plan: {
      readings: [{ kind: 'rename', id: 'x', uris: ['a.md'], revision: 'A', from: ['a.md'] }],
    },
  },
  'a copy is cited under both names': {
    files: [file('a.md', 'A'), file('b.md', 'A')],
    documents: [document('x', 'A', 'b.md')],
    plan: { moves: [{ id: 'x', uris: ['a.md', 'b.md'], from: ['b.md'] }] },
  },
  'a document stays under the copy that is left': {
    files: [file('b.md', 'A')],
    documents: [document('x', 'A', 'a.md', 'b.md')],
    plan: { moves: [{ id: 'x', uris: ['b.md'], from: ['a.md', 'b.md'] }] },
  },
  'a copy that changes is a new document': {
    files: [file('a.md', 'B'), file('b.md', 'A')],
    documents: [document(documentId('a.md'), 'A', 'a.md', 'b.md')],
    plan: {
      readings: [
        { kind: 'add', id: documentId('a.md', 2), uris: ['a.md'], revision: 'B', from: [] },
      ],
      moves: [{ id: documentId('a.md'), uris: ['b.md'], from: ['a.md', 'b.md'] }],
    },
  },
  'what moved away and what came in its place are told apart': {
    files: [file('a.md', 'B'), file('b.md', 'A')],
    documents: [document('x', 'A', 'a.md')],
    plan: {
      readings: [{ kind: 'add', id: documentId('a.md'), uris: ['a.md'], revision: 'B', from: [] }],
      moves: [{ id: 'x', uris: ['b.md'], from: ['a.md'] }],
    },
  },
  'two files that change places do so': {
    files: [file('a.md', 'B'), file('b.md', 'A')],
    documents: [document('x', 'A', 'a.md'), document('y', 'B', 'b.md')],
    plan: {
      moves: [
        { id: 'x', uris: ['b.md'], from: ['a.md'] },
        { id: 'y', uris: ['a.md'], from: ['b.md'] },
      ],
    },
  },
  'a file moved over another takes its place': {
    files: [file('a.md', 'B')],
    documents: [document('x', 'A', 'a.md'), document('y', 'B', 'b.md')],
    plan: {
      moves: [{ id: 'y', uris: ['a.md'], from: ['b.md'] }],
      removals: [{ id: 'x', from: ['a.md'] }],
    },
  },
  'a file that has gone is removed': {
    files: [],
    documents: [document('x', 'A', 'a.md')],
    plan: { removals: [{ id: 'x', from: ['a.md'] }] },
  },
  'but not one that this run does not look for': {
    files: [],
    documents: [document('x', 'A', 'a.md')],
    covers: () => false,
    plan: { unchanged: [{ id: 'x', uris: ['a.md'] }] },
  },
  'a copy of what this run does not look for is its copy': {
    files: [file('in/b.md', 'A')],
    documents: [document('x', 'A', 'a.md')],
    covers: (uri) => uri.startsWith('in/'),
    plan: { moves: [{ id: 'x', uris: ['a.md', 'in/b.md'], from: ['a.md'] }] },
  },
  'a file that cannot be read keeps its earlier version': {
    files: [bad('a.md', 'B')],
    documents: [document('x', 'A', 'a.md')],
    plan: { unchanged: [{ id: 'x', uris: ['a.md'] }] },
  },
  'unless that has moved elsewhere': {
    files: [bad('a.md', 'B'), file('b.md', 'A')],
    documents: [document('x', 'A', 'a.md')],
    plan: { moves: [{ id: 'x', uris: ['b.md'], from: ['a.md'] }] },
  },
  'one that never could be read is nothing': {
    files: [bad('a.md', 'B'), bad('b.md')],
    documents: [],
    plan: {},
  },
  'the same content is read under another name where it fails under one': {
    files: [bad('a.pdf', 'A'), file('b.txt', 'A')],
    documents: [],
    plan: {
      readings: [
        { kind: 'add', id: documentId('b.txt'), uris: ['b.txt'], revision: 'A', from: [] },
      ],
    },
  },
  'documents of one content become one': {
    files: [file('a.md', 'A'), file('b.md', 'A')],
    documents: [document('y', 'A', 'b.md'), document('x', 'A', 'a.md')],
    plan: {
      moves: [{ id: 'x', uris: ['a.md', 'b.md'], from: ['a.md'] }],
      removals: [{ id: 'y', from: ['b.md'] }],
    },
  },
};

describe('the plan', () => {
  test.each(Object.entries(cases))('%s', (_, { plan, covers = everything, ...input }) => {
    expect(planChanges({ ...input, covers })).toEqual({ ...nothing, ...plan });
  });
});

describe('any files and any index', () => {
  const uris = ['a.md', 'a.txt', 'b.md', 'c/a.md', 'c/b.md', 'out/a.md', 'out/c.md'];
  const revisions = ['A', 'B', 'C', 'D', 'E'];
  const covers = (uri: string) => !uri.startsWith('out/');
  /** What a reader makes of a content: some name themselves, the others are named after their file. */
  const titleOf = (revision: string, uri: string) =>
    revision < 'C' ? `Title of ${revision}` : titleFromUri(uri);

  const someFiles = fc
    .uniqueArray(
      fc.record({
        uri: fc.constantFrom(...uris),
        revision: fc.constantFrom(...revisions),
        unreadable: fc.boolean(),
      }),
      { selector: ({ uri }) => uri },
    )
    .map((files) => new Map(files.map(({ uri, ...rest }) => [uri, rest])));
  type Folder = Map<string, { revision: string; unreadable: boolean }>;

  /** Files as one run sees them: those outside of its folder not, and what fails once it has failed. */
  const look = (folder: Folder, failed: ReadonlySet<string>): SeenFile[] =>
    [...folder]
      .filter(([uri]) => covers(uri))
      .map(([uri, { revision }]) => ({ uri, revision, fails: failed.has(uri) }));

  interface State {
    documents: Map<string, Document>;
    failed: Set<string>;
  }

  type Step = (state: State) => void;

  /** What is read side by side is ready in any order. */
  function stepsOf(plan: Plan, folder: Folder, backwards: boolean): Step[] {
    const moves = plan.moves.map(
      ({ id, uris }): Step =>
        ({ documents }) => {
          documents.set(id, { ...documents.get(id)!, uris });
        },
    );
    const readings = plan.readings.map(
      ({ kind, id, uris, revision }): Step =>
        (state) => {
          const first = uris[0]!;
          if (!folder.get(first)?.unreadable) {
            state.documents.set(id, { id, uris, revision, title: titleOf(revision, first) });
          } else if (kind === 'rename') {
            state.documents.set(id, { ...state.documents.get(id)!, uris });
          } else state.failed.add(first);
        },
    );
    return [...moves, ...(backwards ? readings.reverse() : readings)];
  }

  /** Carries out plans until none reads anything, then removes, as a run does. */
  function run(
    state: State,
    folder: Folder,
    stopAfter = Number.POSITIVE_INFINITY,
    backwards = false,
  ): boolean {
    let steps = 0;
    for (let round = 0; round < 20; round += 1) {
      const files = look(folder, state.failed);
      const plan = planChanges({ files, documents: [...state.documents.values()], covers });
      for (const step of stepsOf(plan, folder, backwards)) {
        if (steps >= stopAfter) return false;
        step(state);
        steps += 1;
      }
      if (plan.readings.length > 0) continue;
      for (const { id } of plan.removals) {
        if (steps >= stopAfter) return false;
        state.documents.delete(id);
        steps += 1;
      }
      return true;
    }
    throw new Error('The plans do not come to an end.');
  }

  const empty = (): State => ({ documents: new Map(), failed: new Set() });
  const copyOf = ({ documents, failed }: State): State => ({
    documents: new Map(documents),
    failed: new Set(failed),
  });
  /** As it is in life: bytes are readable or not by the kind that their name says. */
  const ofTheirKind = (folder: Folder): Folder =>
    new Map(
      [...folder].map(([uri, { revision }]) => {
        const unreadable = uri.endsWith('.txt') ? 'BE'.includes(revision) : revision === 'E';
        return [uri, { revision, unreadable }];
      }),
    );
  const folders = fc.array(someFiles.map(ofTheirKind), { minLength: 1, maxLength: 4 });
  /** Failures are remembered by content: a file that changed is tried again. */
  const changed = (state: State, before: Folder, after: Folder) => {
    for (const uri of state.failed) {
      if (before.get(uri)?.revision !== after.get(uri)?.revision) state.failed.delete(uri);
    }
  };

  test('end as a naive reading of the folder has it', () => {
    fc.assert(
      fc.property(folders, (history) => {
        const state = empty();
        const titled = new Set<string>();
        let before: Folder = new Map();
        for (const folder of history) {
          changed(state, before, folder);
          const kept = new Map(state.documents);
          run(state, folder);
          before = folder;
          const documents = [...state.documents.values()];
          for (const [uri, { revision }] of folder) {
            if (!covers(uri)) continue;
            const own = documents.filter(({ uris }) => uris.includes(uri));
            if (state.failed.has(uri)) {
              expect(own.length).toBeLessThanOrEqual(1);
              for (const { id } of own) expect(kept.has(id)).toBe(true);
            } else expect(own.map((one) => one.revision)).toEqual([revision]);
          }
          for (const { id } of documents) if (!kept.has(id)) titled.add(id);
          for (const { id, uris, revision, title } of documents) {
            expect(uris).toEqual([...new Set(uris)].sort());
            for (const uri of uris) expect(folder.has(uri) || !covers(uri)).toBe(true);
            const first = uris[0]!;
            // What stays as the earlier version of another file keeps its title.
            if (state.failed.has(first)) titled.delete(id);
            const readable = titled.has(id) && !folder.get(first)?.unreadable;
            if (covers(first) && readable) {
              expect(title).toBe(titleOf(revision, first));
            }
          }
          const contents = documents.map(({ revision }) => revision);
          expect(new Set(contents).size).toBe(contents.length);
          for (const { id, revision, uris } of kept.values()) {
            const lies = [...folder].some(
              ([uri, one]) => covers(uri) && one.revision === revision && !state.failed.has(uri),
            );
            if (lies || uris.some((uri) => !covers(uri))) {
              expect(state.documents.get(id)?.revision).toBe(revision);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a second run has nothing to do', () => {
    fc.assert(
      fc.property(someFiles, someFiles, (earlier, folder) => {
        const state = empty();
        run(state, earlier);
        changed(state, earlier, folder);
        run(state, folder);
        const files = look(folder, state.failed);
        const plan = planChanges({ files, documents: [...state.documents.values()], covers });
        expect(plan).toMatchObject({ readings: [], moves: [], removals: [] });
      }),
      { numRuns: 300 },
    );
  });

  test('a run that is stopped anywhere, again and again, ends as one that is not', () => {
    fc.assert(
      fc.property(someFiles, someFiles, fc.array(fc.nat(4)), (earlier, folder, stops) => {
        const start = empty();
        run(start, earlier);
        changed(start, earlier, folder);
        const undisturbed = copyOf(start);
        run(undisturbed, folder);
        const stopped = copyOf(start);
        for (const stop of stops) run(stopped, folder, stop, stop % 2 === 1);
        run(stopped, folder);
        expect(stopped).toEqual(undisturbed);
      }),
      { numRuns: 1000 },
    );
  });
});

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { finding } from '../../reports/testing/reports.ts';
import type { RunResult } from '../run.ts';
import { readReport } from '../run-folder.ts';
import { folderStore } from './folder-store.ts';
import { keepRun, type KeptRun } from './keep-run.ts';
import { openDatabase } from './sqlite.ts';
import { findRun } from './stored-run.ts';
import { failing, idOf, LOADED_SPEC, runOf } from './testing/stored.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'landfall-history-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const place = () => join(root, 'runs');
const index = () => join(root, 'history.db');
const keep = (result: RunResult, since: string | null = null): Promise<KeptRun> => {
  const store = folderStore(place());
  return since === null
    ? keepRun(result, LOADED_SPEC, { store, index: index(), since: null, onNew: null })
    : findRun(since, store).then((found) =>
        keepRun(result, LOADED_SPEC, { store, index: index(), since: found, onNew: null }),
      );
};

/** Of the changes, the kind and the subject. */
function told({ report }: KeptRun): readonly string[] | null {
  return report.history?.changes.map(({ kind, subject }) => `${kind} ${subject}`) ?? null;
}

describe('a run beside those before it', () => {
  test('the first has none; the second is compared with it, in what is stored too', async () => {
    const first = await keep(runOf(1, [failing('a'), finding({ subject: 'b' })]));
    expect(first).toMatchObject({ failure: null, notes: [] });
    expect(first.report.history).toBeNull();
    const second = await keep(runOf(2, [finding({ subject: 'a' }), failing('b')]));
    expect(told(second)).toEqual(['fixed a', 'new b']);
    expect(await readReport(join(place(), idOf(2), 'run.json'))).toEqual(second.report);
  });

  test('since when, how often, and the runs before', async () => {
    for (const number of [1, 2, 3, 4]) {
      await keep(
        runOf(number, [failing('a'), number % 2 === 0 ? failing('b') : finding({ subject: 'b' })]),
      );
    }
    const { report } = await keep(runOf(5, [failing('a'), finding({ subject: 'b' })]));
    expect(Object.values(report.history?.failingSince ?? {})).toEqual(['2026-11-01T01:00:00.000Z']);
    expect(report.history?.flapping).toHaveLength(1);
    expect(report.history?.runs.map(({ id }) => id)).toEqual([1, 2, 3, 4].map(idOf));
  });

  test('a run that left something out is not what the next is compared with', async () => {
    await keep(runOf(1, [failing('a'), failing('b')]));
    const partial = await keep(
      runOf(2, [failing('a'), finding({ subject: 'b', status: 'not-checked' })]),
    );
    expect(told(partial)).toEqual(['changed b']);
    const third = await keep(runOf(3, [failing('a'), failing('b')]));
    expect(third.report.history?.since.id).toBe(idOf(1));
    expect(told(third)).toEqual([]);
  });

  test('a stopped run is one; and it is compared with when there is no other', async () => {
    await keep(runOf(1, [failing('a')], { stopped: 'The run was interrupted.' }));
    const { report } = await keep(runOf(2, [failing('a')]));
    expect(report.history?.since.id).toBe(idOf(1));
  });

  test('another run when it is named', async () => {
    await keep(runOf(1, [failing('a')]));
    await keep(runOf(2, [finding({ subject: 'a' })]));
    expect(told(await keep(runOf(3, [failing('a')])))).toEqual(['new a']);
    expect(told(await keep(runOf(4, [failing('a')]), idOf(1)))).toEqual([]);
  });

  describe('where new failures alone block', () => {
    const gated = (result: RunResult) => {
      const options = { store: folderStore(place()), index: index(), since: null };
      return keepRun(result, LOADED_SPEC, { ...options, onNew: { failOn: 'high' } });
    };
    const verdictOf = ({ onNew }: KeptRun) => onNew?.verdict;

    test('what was new stays new, however often the pipeline is started again', async () => {
      await keep(runOf(1, [failing('a'), finding({ subject: 'b' })]));
      for (const number of [2, 3, 4]) {
        const kept = await gated(runOf(number, [failing('a'), failing('b')]));
        expect(verdictOf(kept)).toBe('NO-GO');
        expect(told(kept)).toEqual(['new b']);
        expect(kept.report).toMatchObject({ blockedOnNew: true });
        expect(kept.report.history?.since.id).toBe(idOf(1));
      }
      const mended = await gated(runOf(5, [failing('a'), finding({ subject: 'b' })]));
      expect(verdictOf(mended)).toBe('CONDITIONAL GO');
      expect(mended.report).toMatchObject({ blockedOnNew: false });
      const again = await gated(runOf(6, [failing('a'), failing('b')]));
      expect([verdictOf(again), again.report.history?.since.id]).toEqual(['NO-GO', idOf(5)]);
    });

    test('a first run that was blocked is nothing to compare with', async () => {
      for (const number of [1, 2]) {
        const kept = await gated(runOf(number, [failing('a')]));
        expect([verdictOf(kept), kept.report.history]).toEqual(['NO-GO', null]);
      }
    });

    test('so it is when the index is made anew from the runs', async () => {
      await keep(runOf(1, [finding({ subject: 'a' })]));
      await gated(runOf(2, [failing('a')]));
      await rm(index());
      expect(verdictOf(await gated(runOf(3, [failing('a')])))).toBe('NO-GO');
    });

    test('a run in which all failures may block takes what it finds as known', async () => {
      const passing = finding({ subject: 'b' });
      await keep(runOf(1, [finding({ subject: 'a' }), passing]));
      await gated(runOf(2, [failing('a'), passing]));
      const all = await keep(runOf(3, [failing('a'), passing]));
      expect([all.onNew, 'blockedOnNew' in all.report]).toEqual([null, false]);
      expect(verdictOf(await gated(runOf(4, [failing('a'), passing])))).toBe('CONDITIONAL GO');
    });

    test('a known failure that was mended in a blocked run and came back is new', async () => {
      const passing = (subject: string) => finding({ subject });
      await keep(runOf(1, [failing('a'), failing('c'), passing('b')]));
      await gated(runOf(2, [passing('a'), failing('c'), failing('b')]));
      expect(verdictOf(await gated(runOf(3, [failing('a'), failing('c'), passing('b')])))).toBe(
        'NO-GO',
      );
      expect(verdictOf(await gated(runOf(4, [passing('a'), failing('c'), passing('b')])))).toBe(
        'CONDITIONAL GO',
      );
    });

    test('what a blocked run could not decide is known as it was', async () => {
      const undecided = finding({ subject: 'a', status: 'error' });
      await keep(runOf(1, [failing('a'), finding({ subject: 'b' })]));
      await gated(runOf(2, [undecided, failing('b')]));
      expect(verdictOf(await gated(runOf(3, [failing('a'), finding({ subject: 'b' })])))).toBe(
        'CONDITIONAL GO',
      );
    });

    test('what is added to a failure that was known blocks', async () => {
      const known = failing('a', { details: ['Not declared: tcp 22.'] });
      const more = { ...known, details: [...known.details, 'Not declared: tcp 3389.'] };
      const passing = finding({ subject: 'b' });
      await keep(runOf(1, [known, passing]));
      expect(verdictOf(await gated(runOf(2, [known, passing])))).toBe('CONDITIONAL GO');
      const { onNew } = await gated(runOf(3, [more, passing]));
      expect(onNew?.verdict).toBe('NO-GO');
      expect(onNew?.otherwise.map(({ subject }) => subject)).toEqual(['a']);
    });
  });

  test.each([
    ['deployment', { deployment: 'other' }],
    ['suite', { suite: { id: 'cutover', title: '' } }],
    ['account', { account: '999999999999' }],
    ['region', { region: 'us-east-1' }],
    ['endpoint', { endpoint: 'http://127.0.0.1:5000' }],
  ])('runs of another %s are none before it', async (_, facts) => {
    await keep(runOf(1, [failing('a')], facts));
    expect((await keep(runOf(2, [failing('a')]))).report.history).toBeNull();
  });
});

describe('the index is rebuilt from the runs', () => {
  beforeEach(async () => {
    await keep(runOf(1, [failing('a')]));
  });
  const next = () => keep(runOf(2, [failing('a')]));

  test('when it is gone', async () => {
    await rm(index());
    const { report, notes } = await next();
    expect(report.history?.still).toBe(1);
    expect(notes).toEqual([]);
  });

  test.each<[string, () => Promise<void>, RegExp]>([
    ['no database', () => writeFile(index(), 'x'.repeat(5000)), /file is not a database/],
    [
      'cut off',
      async () => writeFile(index(), (await readFile(index())).subarray(0, 5000)),
      /malformed/,
    ],
    [
      'of zeros in the middle',
      async () => {
        const bytes = await readFile(index());
        await writeFile(index(), bytes.fill(0, 4096, 12_288));
      },
      /could not be used/,
    ],
    [
      'of another version',
      () => {
        const database = openDatabase(index());
        database.exec('PRAGMA user_version = 99');
        database.close();
        return Promise.resolve();
      },
      /it is of version 99, not 2/,
    ],
  ])('when it is %s, and it says so', async (_, damage, why) => {
    await damage();
    const { report, notes, failure } = await next();
    expect(failure).toBeNull();
    expect(report.history?.still).toBe(1);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(why);
    expect(notes[0]).toMatch(/made anew from the stored runs\. Nothing is lost\.$/);
    expect((await keep(runOf(3, [failing('a')]))).notes).toEqual([]);
  });

  test('when runs came and went without it', async () => {
    await keepRun(runOf(2, [finding({ subject: 'a' })]), LOADED_SPEC, {
      store: folderStore(place()),
      index: join(root, 'other.db'),
      since: null,
      onNew: null,
    });
    await rm(join(place(), idOf(1)), { recursive: true });
    const { report } = await keep(runOf(3, [failing('a')]));
    expect(told({ report } as KeptRun)).toEqual(['new a']);
    expect(report.history?.runs.map(({ id }) => id)).toEqual([idOf(2)]);
  });

  test('where it cannot be written, the run is stored and compared all the same', async () => {
    await rm(index());
    await mkdir(index());
    const { report, notes, failure, place: kept } = await next();
    expect(failure).toBeNull();
    expect(await readdir(kept ?? '')).toContain('run.json');
    expect(report.history?.still).toBe(1);
    expect(notes).toEqual([
      expect.stringMatching(/cannot be written \(.+\), so stored runs are read one by one/),
    ]);
  });

  test('another process holds it: nobody waits for ever, and nothing is lost', async () => {
    const other = openDatabase(index());
    other.exec('BEGIN IMMEDIATE');
    const { report, notes, failure } = await next();
    other.close();
    expect([failure, report.history?.still]).toEqual([null, 1]);
    expect(notes[0]).toMatch(/database is locked/);
  }, 60_000);

  test('a stored run that cannot be read is named, and the others are compared', async () => {
    await mkdir(join(place(), idOf(0)));
    await writeFile(join(place(), idOf(0), 'run.json'), '{"formatVersion":2,');
    const { report, notes } = await next();
    expect(report.history?.still).toBe(1);
    expect(notes).toEqual([
      expect.stringMatching(
        /^A stored run is left out of the history\. .*0000\/run\.json is not JSON/,
      ),
    ]);
  });
});

test('the run to compare with is damaged since it was indexed: all that fails is new, and it says so', async () => {
  await keep(runOf(1, [failing('a')]));
  await writeFile(join(place(), idOf(1), 'run.json'), '');
  const { report, notes } = await keep(runOf(2, [failing('a')]));
  expect(report.history).toBeNull();
  expect(notes).toEqual([
    expect.stringMatching(
      /^This run is compared with no earlier one, so all that fails counts as new\. /,
    ),
  ]);
});

test('a store that cannot be written: the run is kept elsewhere, and it says where and what to do', async () => {
  await writeFile(place(), '');
  const { place: kept, failure } = await keep(runOf(1, [failing('a')]));
  expect(failure).toMatch(
    /^The run cannot be stored in .*\. Name another folder with --store\. Meanwhile it is kept in /,
  );
  expect(await readReport(join(kept ?? '', 'run.json'))).toMatchObject({ verdict: 'NO-GO' });
  await rm(join(kept ?? '', '..'), { recursive: true });
});

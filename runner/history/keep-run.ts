import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyOf, RUNS_SHOWN } from '../../core/history/build.ts';
import type { ComparedFinding } from '../../core/history/compared.ts';
import { judgeOnNew, type OnNew } from '../../core/history/gate-on-new.ts';
import type { History } from '../../core/history/history.ts';
import { seriesKey, seriesOf } from '../../core/history/series.ts';
import { withoutMended } from '../../core/history/without-mended.ts';
import type { Json } from '../../core/json.ts';
import type { Report } from '../../core/report.ts';
import type { GatesSpec } from '../../core/spec/sections/gates.ts';
import { UsageError } from '../errors.ts';
import { messageOf } from '../message-of.ts';
import type { RunResult } from '../run.ts';
import { writeRunFiles, type WaiverTexts } from '../run-folder.ts';
import type { LoadedSpec } from '../spec-file.ts';
import { baseOf, baseOnNew } from './base-run.ts';
import { catchUp, REMOTE_RUNS_READ } from './catch-up.ts';
import type { IndexedRun } from './index-database.ts';
import type { RunStore } from './run-store.ts';
import { readRun, type StoredRun } from './stored-run.ts';
import { withIndex } from './with-index.ts';
import { writeWholeFolder } from './whole-folder.ts';

export interface KeepOptions {
  readonly store: RunStore;
  /** The file of the index. */
  readonly index: string;
  /** The run to compare with; null for the newest of the series. */
  readonly since: StoredRun | null;
  /** The gates, where new failures alone block; null where all of them do. */
  readonly onNew: GatesSpec | null;
  readonly waiverTexts?: WaiverTexts;
}

export interface KeptRun {
  /** With its history. */
  readonly report: Report;
  /** The answer where new failures alone block; null where all of them do. */
  readonly onNew: OnNew | null;
  /** Where it is; null when it could not be kept anywhere. */
  readonly place: string | null;
  /** Why it is not in the store, and what to do; null when it is. */
  readonly failure: string | null;
  /** What else is not as it should be, each a sentence or more. */
  readonly notes: readonly string[];
}

/**
 * Compares a run with those before it, and keeps it. Whatever goes wrong with the index or the history, the run is kept;
 * when the store is at fault, it is kept elsewhere, so that it is never lost.
 */
export async function keepRun(
  result: RunResult,
  spec: LoadedSpec,
  options: KeepOptions,
): Promise<KeptRun> {
  const notes = new Set<string>();
  const note = (text: string) => void notes.add(text);
  const { store } = options;
  const cleaned = await store.clean();
  if (cleaned > 0) {
    note(
      `Removed what ${cleaned} ended ${cleaned === 1 ? 'process' : 'processes'} left unfinished in ${store.name}.`,
    );
  }
  const past = await pastOf(result.report, spec, options, note);
  const onNew =
    options.onNew === null
      ? null
      : judgeOnNew(result.report, past?.findings ?? null, options.onNew);
  const report: Report = {
    ...result.report,
    history: past?.history ?? null,
    ...(onNew === null ? {} : { blockedOnNew: onNew.verdict === 'NO-GO' }),
  };
  const write = (folder: string) =>
    writeRunFiles(folder, { ...result, report }, spec.text, options.waiverTexts ?? new Map());
  const { id } = report.run;
  try {
    const place = await store.put(id, write, note);
    await remember(report, options, note);
    return { report, onNew, place, failure: null, notes: [...notes] };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const rescued = await rescue(id, write, note);
    const failure = `${error.message} ${rescued.words}`;
    return { report, onNew, place: rescued.place, failure, notes: [...notes] };
  }
}

/** The index makes the next run faster, and no truer: the run is kept already. */
async function remember(
  report: Report,
  { store, index: file }: KeepOptions,
  note: (text: string) => void,
): Promise<void> {
  try {
    await withIndex(file, note, (index) => {
      index.add(store.key, report);
      return Promise.resolve();
    });
  } catch (error) {
    note(`The run is kept, and not in the index ${file}: ${messageOf(error)}`);
  }
}

interface Past {
  readonly history: History;
  /** Of the run that it is since, without the failures that were mended meanwhile. */
  readonly findings: readonly ComparedFinding[];
}

/** Null when there is no run to compare with, or none that can be read; then it says why. */
async function pastOf(
  report: Report,
  spec: LoadedSpec,
  { store, index: file, since, onNew }: KeepOptions,
  note: (text: string) => void,
): Promise<Past | null> {
  try {
    return await withIndex(file, note, async (index) => {
      await catchUp(index, store, store.isRemote ? REMOTE_RUNS_READ : Infinity, note);
      const runs = index
        .runs(store.key, seriesKey(seriesOf(report)))
        .filter(({ id }) => id < report.run.id);
      const base = onNew === null ? baseOf(runs) : baseOnNew(runs);
      const earlier = since ?? (base === null ? null : await readRun(store, base.id));
      if (earlier === null) return null;
      const shown = runs.slice(-RUNS_SHOWN);
      const past = shown.toReversed().map(({ id }) => index.open(store.key, id));
      const judged = { report, spec: spec.document.spec as Json };
      const history = historyOf(judged, earlier, shown.map(asPast), past);
      // Between that run and this one there are none but those that new failures blocked.
      const blocked = since === null && onNew !== null ? runs : [];
      const later = blocked
        .filter(({ id, isPartial }) => id > earlier.report.run.id && !isPartial)
        .map(({ id }) => index.open(store.key, id));
      return { history, findings: withoutMended(earlier.report.findings, later) };
    });
  } catch (error) {
    // Whatever it is: to look back must not cost the run that was made.
    note(
      `This run is compared with no earlier one, so all that fails counts as new. ${messageOf(error)}`,
    );
    return null;
  }
}

function asPast({ id, finishedAt, verdict, counts, specDigest }: IndexedRun) {
  return { id, finishedAt, verdict, counts, specDigest };
}

async function rescue(
  id: string,
  write: (folder: string) => Promise<void>,
  note: (text: string) => void,
): Promise<{ readonly place: string | null; readonly words: string }> {
  try {
    const root = await mkdtemp(join(tmpdir(), 'landfall-run-'));
    const place = await writeWholeFolder(root, id, write, note);
    return { place, words: `Meanwhile it is kept in ${place}: move it from there.` };
  } catch (error) {
    const words = `It could not be kept in ${tmpdir()} either (${messageOf(error)}): what is shown here is all there is of it.`;
    return { place: null, words };
  }
}

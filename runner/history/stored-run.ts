import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Json } from '../../core/json.ts';
import type { Report } from '../../core/report.ts';
import { parseSpec } from '../../core/spec/document.ts';
import { UsageError } from '../errors.ts';
import { parseReport, readReport } from '../run-folder.ts';
import { RUN_ID, type RunStore } from './run-store.ts';

/** A stored run, and the spec in force that it judged: null when that is not there, or not one that this version reads. */
export interface StoredRun {
  readonly report: Report;
  readonly spec: Json | null;
}

/** The word for the newest run of a store. */
export const LATEST = 'latest';

/**
 * The run that a word names: the id of a run in the store, `latest`, a run's folder or its `run.json`.
 * @throws {UsageError} when there is none.
 */
export async function findRun(word: string, store: RunStore): Promise<StoredRun> {
  if (word === LATEST) return readRun(store, await newestRun(store));
  if (RUN_ID.test(word)) return readRun(store, word);
  const isFolder = await stat(word).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const file = isFolder ? join(word, 'run.json') : word;
  const report = await readReport(file);
  const text = await readFile(join(dirname(file), 'spec.yaml'), 'utf8').catch(() => null);
  return { report, spec: specInForce(report, text) };
}

/** @throws {UsageError} when the store has no such run. */
export async function readRun(store: RunStore, id: string): Promise<StoredRun> {
  const report = await readRunReport(store, id);
  const bytes = await store.read(id, 'spec.yaml').catch(() => null);
  const text = bytes === null ? null : new TextDecoder().decode(bytes);
  return { report, spec: specInForce(report, text) };
}

/** @throws {UsageError} when the store has no such run. */
export async function readRunReport(store: RunStore, id: string): Promise<Report> {
  return parseReport(`${store.placeOf(id)}/run.json`, await store.read(id, 'run.json'));
}

/** @throws {UsageError} when the store has none. */
async function newestRun(store: RunStore): Promise<string> {
  const last = (await store.list()).at(-1);
  if (last !== undefined) return last;
  throw new UsageError(
    `there is no stored run in ${store.name}; make one with landfall run compliance, or name one with --run.`,
  );
}

function specInForce({ run }: Report, text: string | null): Json | null {
  if (text === null) return null;
  const parsed = parseSpec({ file: run.spec.file, text }, run.spec.environment);
  return parsed.ok ? (parsed.document.spec as Json) : null;
}

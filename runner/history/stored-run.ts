import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ComparedReport } from '../../core/history/compared.ts';
import type { Json } from '../../core/json.ts';
import type { Report } from '../../core/report.ts';
import { parseSpec } from '../../core/spec/document.ts';
import { UsageError } from '../errors.ts';
import { messageOf } from '../message-of.ts';
import { parseCompared, parseReport, readReport } from '../run-folder.ts';
import { RUN_ID, type RunStore } from './run-store.ts';

/** A stored run, as far as it is compared. */
export interface StoredRun {
  readonly report: ComparedReport;
  /** The spec in force that it judged: null when that is not there, or not one that this version reads. */
  readonly spec: Json | null;
}

/** The word for the newest run of a store. */
export const LATEST = 'latest';

/**
 * The run that a word names: the id of a run in the store, `latest`, a run's folder or its `run.json`.
 * @throws {UsageError} when there is none.
 */
export async function findRun(word: string, store: RunStore): Promise<StoredRun> {
  const id = await idOf(word, store);
  if (id !== null) return readRun(store, id);
  const file = await documentOf(word);
  const report = await parseCompared(file, piecesOf(file));
  const text = await readFile(join(dirname(file), 'spec.yaml'), 'utf8').catch(() => null);
  return storedRun(report, text);
}

/**
 * The whole document of the run that a word names.
 * @throws {UsageError} when there is none.
 */
export async function findReport(word: string, store: RunStore): Promise<Report> {
  const id = await idOf(word, store);
  return id === null ? readReport(await documentOf(word)) : readRunReport(store, id);
}

/** The run of the store that a word names; null for the name of a file or folder. */
async function idOf(word: string, store: RunStore): Promise<string | null> {
  if (word === LATEST) return newestRun(store);
  return RUN_ID.test(word) ? word : null;
}

/** The document in a run's folder, or the file itself. */
async function documentOf(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? join(path, 'run.json') : path;
}

/** @throws {UsageError} when the store has no such run. */
export async function readRun(store: RunStore, id: string): Promise<StoredRun> {
  const report = await readCompared(store, id);
  const bytes = await store.read(id, 'spec.yaml').catch(() => null);
  return storedRun(report, bytes === null ? null : new TextDecoder().decode(bytes));
}

/** @throws {UsageError} when the store has no such run. */
export async function readCompared(store: RunStore, id: string): Promise<ComparedReport> {
  return parseCompared(`${store.placeOf(id)}/run.json`, store.pieces(id, 'run.json'));
}

/** @throws {UsageError} when the store has no such run. */
export async function readRunReport(store: RunStore, id: string): Promise<Report> {
  return parseReport(`${store.placeOf(id)}/run.json`, await store.read(id, 'run.json'));
}

async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    const bytes = createReadStream(file);
    // An error of either ends the other, and is thrown to who reads.
    yield* (
      file.endsWith('.gz') ? pipeline(bytes, createGunzip(), () => undefined) : bytes
    ) as AsyncIterable<Buffer>;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${messageOf(error)}.`);
  }
}

/** @throws {UsageError} when the store has none. */
async function newestRun(store: RunStore): Promise<string> {
  const last = (await store.list()).at(-1);
  if (last !== undefined) return last;
  throw new UsageError(
    `there is no stored run in ${store.name}; make one with landfall run compliance, or name one with --run.`,
  );
}

/** Its spec is read when it is asked for: two runs of one spec are compared without it. */
function storedRun(report: ComparedReport, text: string | null): StoredRun {
  let spec: Json | null | undefined;
  return {
    report,
    get spec() {
      spec ??= specInForce(report, text);
      return spec;
    },
  };
}

function specInForce({ run }: ComparedReport, text: string | null): Json | null {
  if (text === null) return null;
  const parsed = parseSpec({ file: run.spec.file, text }, run.spec.environment);
  return parsed.ok ? (parsed.document.spec as Json) : null;
}

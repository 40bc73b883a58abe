import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import { z } from 'zod';
import { jsonPieces } from '../core/json-pieces.ts';
import { Report } from '../core/report.ts';
import { Snapshot } from '../core/snapshot.ts';
import { upgradeReport } from '../core/upgrade-report.ts';
import { jsonReportPieces } from '../reports/json.ts';
import { UsageError } from './errors.ts';
import { messageOf } from './message-of.ts';
import type { RunResult } from './run.ts';

export const RUNS = join('.landfall', 'runs');

/**
 * Writes a run as a folder that is there whole or not at all: spec, snapshot, findings and the report document, from
 * which it can be judged, rendered and compared again.
 */
export async function writeRun(
  root: string,
  result: RunResult,
  specText: string,
  /** The texts of waivers and baseline by file name: beside the spec, they are found when it is judged again. */
  waiverTexts: ReadonlyMap<string, string> = new Map(),
): Promise<string> {
  const { id } = result.report.run;
  const folder = join(root, id);
  const unfinished = join(root, `.unfinished-${id}`);
  try {
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    const file = (name: string) => createWriteStream(join(unfinished, name), { mode: 0o600 });
    await writeFile(join(unfinished, 'spec.yaml'), specText, { mode: 0o600 });
    for (const [name, text] of waiverTexts) {
      await writeFile(join(unfinished, name), text, { mode: 0o600 });
    }
    // One after the other and in pieces: the text of a large run would take more memory than the run itself.
    await pipeline(
      // Down to each item of each artifact.
      Readable.from(jsonPieces(result.snapshot, 4)),
      createGzip(),
      file('snapshot.json.gz'),
    );
    await pipeline(Readable.from(findingsPieces(result)), file('findings.json'));
    await pipeline(Readable.from(jsonReportPieces(result.report)), file('run.json'));
    await rename(unfinished, folder);
    return folder;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    const reason = messageOf(error);
    throw new UsageError(
      `The run cannot be stored in ${root}: ${reason}. Name another folder with --store.`,
    );
  }
}

export function findingsText(result: Pick<RunResult, 'findings'>): string {
  return [...findingsPieces(result)].join('');
}

function* findingsPieces({ findings }: Pick<RunResult, 'findings'>): Generator<string> {
  yield* jsonPieces(findings, 1);
  yield '\n';
}

/** @throws {UsageError} when the file is no snapshot. */
export async function readSnapshot(file: string): Promise<Snapshot> {
  return parseStored(file, await readStored(file), Snapshot);
}

/** @throws {UsageError} when the file is no report. */
export async function readReport(file: string): Promise<Report> {
  return parseStored(file, await readStored(file), z.preprocess(upgradeReport, Report));
}

async function readStored(file: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    return (file.endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes).toString('utf8');
  } catch (error) {
    const reason = messageOf(error);
    throw new UsageError(`${file} cannot be read: ${reason}.`);
  }
}

function parseStored<Value>(file: string, text: string, schema: z.ZodType<Value>): Value {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON: it was cut off or is another kind of file.`);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    throw new UsageError(
      `${file} has another shape than this version reads.\n${z.prettifyError(parsed.error)}`,
    );
  }
  return parsed.data;
}

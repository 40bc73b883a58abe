import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatProblems, type SpecProblem } from '../core/spec/problems.ts';
import { MAX_SPEC_BYTES } from '../core/spec/read-yaml.ts';
import { parseBaseline, waiversOf, type Baseline } from '../core/waivers/baseline.ts';
import { parseWaivers, type Parsed } from '../core/waivers/parse.ts';
import type { DeclaredWaiver } from '../core/waivers/waiver.ts';
import { UsageError } from './errors.ts';
import { messageOf } from './message-of.ts';
import type { RunFile } from './history/run-store.ts';
import type { WaiverTexts } from './run-folder.ts';
import { loadChecks } from './suites.ts';
import { writeWhole } from './write-whole.ts';

const WAIVERS = 'landfall.waivers.yaml';
const BASELINE = 'landfall.baseline.yaml';

/** Files as they are named on the command line; null for those that may stand beside the spec. */
export interface WaiverPaths {
  readonly waivers: string | null;
  readonly baseline: string | null;
}

export interface LoadedWaivers {
  /** Those of the waivers' file, and those of the baseline after them. */
  readonly waivers: readonly DeclaredWaiver[];
  /** What was read, by the name under which a run keeps it. */
  readonly texts: WaiverTexts;
}

/**
 * The waivers and the baseline of a run: those that are named, or those beside the spec.
 * @param today the day of the run, UTC.
 * @throws {UsageError} when a file that is named is not there, or one has a mistake.
 */
export async function loadWaivers(
  specFile: string,
  paths: WaiverPaths,
  today: string,
): Promise<LoadedWaivers> {
  const texts = new Map<RunFile, string>();
  const waivers: DeclaredWaiver[] = [];
  const file = paths.waivers ?? waiversBeside(specFile);
  const text = await readIfThere(file, paths.waivers === null ? null : '--waivers');
  if (text !== null) {
    waivers.push(...(await parsedWaivers(file, text, today)));
    texts.set(WAIVERS, text);
  }
  const baselineFile = paths.baseline ?? baselineBeside(specFile);
  const baselineOf = await readIfThere(baselineFile, paths.baseline === null ? null : '--baseline');
  if (baselineOf !== null) {
    waivers.push(...waiversOf(parsedBaseline(baselineFile, baselineOf, today)));
    texts.set(BASELINE, baselineOf);
  }
  return { waivers, texts };
}

export function waiversBeside(specFile: string): string {
  return join(dirname(specFile), WAIVERS);
}

export function baselineBeside(specFile: string): string {
  return join(dirname(specFile), BASELINE);
}

/** @throws {UsageError} that says what is wrong, where, and how to put it right. */
export async function parsedWaivers(
  file: string,
  text: string,
  today: string,
): Promise<readonly DeclaredWaiver[]> {
  const checks = (await loadChecks()).map(({ id }) => id);
  return valueOf(parseWaivers({ file, text }, { today, checks }), text);
}

/** @throws {UsageError} as `parsedWaivers` does. */
export function parsedBaseline(file: string, text: string, today: string): Baseline {
  return valueOf(parseBaseline({ file, text }, { today }), text);
}

function valueOf<Value>(parsed: Parsed<Value>, text: string): Value {
  if (parsed.ok) return parsed.value;
  throw new UsageError(problemsText(parsed.problems, text));
}

function problemsText(problems: readonly SpecProblem[], text: string): string {
  return formatProblems(problems, text.split('\n'));
}

/**
 * The text of a file; null when there is none.
 * @param flag by which the file was named: then it must be there.
 * @throws {UsageError} when it cannot be read.
 */
export async function readIfThere(file: string, flag: string | null): Promise<string | null> {
  try {
    const { size } = await stat(file);
    if (size > MAX_SPEC_BYTES) {
      throw new UsageError(
        `${file}: the file has ${size} bytes, at most ${MAX_SPEC_BYTES} are read.`,
      );
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (isMissing && flag === null) return null;
    const reason = isMissing ? 'there is no such file' : `it cannot be read (${messageOf(error)})`;
    throw new UsageError(`${file}: ${reason}. Name it with ${flag ?? '--waivers or --baseline'}.`);
  }
}

/** Writes such a file whole or not at all; whoever could read it still can. */
export async function writeShared(file: string, text: string): Promise<void> {
  const mode = await stat(file).then(
    (found) => found.mode & 0o777,
    () => 0o644,
  );
  try {
    await writeWhole(file, text, mode);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${messageOf(error)}. It is as it was.`);
  }
}

import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import { z } from 'zod';
import { Finding } from '../core/finding.ts';
import { ComparedFinding, type ComparedReport } from '../core/history/compared.ts';
import { JsonParts, parseJsonParts } from '../core/json-parts.ts';
import { jsonPieces } from '../core/json-pieces.ts';
import { Report } from '../core/report.ts';
import { Snapshot } from '../core/snapshot.ts';
import { upgradeReport } from '../core/upgrade-report.ts';
import { jsonReportPieces } from '../reports/json.ts';
import { UsageError } from './errors.ts';
import { folderStore } from './history/folder-store.ts';
import type { RunFile } from './history/run-store.ts';
import { messageOf } from './message-of.ts';
import type { RunResult } from './run.ts';

export const RUNS = join('.landfall', 'runs');

/**
 * Writes a run as a folder that is there whole or not at all.
 * @param note is told what may still become of it.
 * @throws {UsageError} that says what to do when it cannot be.
 */
export async function writeRun(
  root: string,
  result: RunResult,
  specText: string,
  note: (text: string) => void,
  waiverTexts: WaiverTexts = new Map(),
): Promise<string> {
  return folderStore(root).put(
    result.report.run.id,
    (folder) => writeRunFiles(folder, result, specText, waiverTexts),
    note,
  );
}

/** The texts of waivers and baseline by file name: beside the spec, they are found when a run is judged again. */
export type WaiverTexts = ReadonlyMap<RunFile, string>;

/** Spec, snapshot, findings and the report document, from which a run can be judged, rendered and compared again. */
export async function writeRunFiles(
  folder: string,
  result: Pick<RunResult, 'snapshot' | 'findings' | 'report'>,
  specText: string,
  waiverTexts: WaiverTexts,
): Promise<void> {
  const file = (name: RunFile) =>
    createWriteStream(join(folder, name), { mode: 0o600, flush: true });
  await writeFile(join(folder, 'spec.yaml' satisfies RunFile), specText, {
    mode: 0o600,
    flush: true,
  });
  for (const [name, text] of waiverTexts) {
    await writeFile(join(folder, name), text, { mode: 0o600, flush: true });
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
  return checked(file, parsed(file, await readStored(file)), Snapshot);
}

/** @throws {UsageError} when the file is no report. */
export async function readReport(file: string): Promise<Report> {
  return parseReport(file, await readStored(file));
}

const WithFindings = z.looseObject({ findings: z.array(z.unknown()) });

/**
 * @param file as messages name it.
 * @throws {UsageError} when the bytes are no report.
 */
export function parseReport(file: string, bytes: Uint8Array): Report {
  const document = upgradeReport(parsed(file, bytes));
  checked(file, document, WithFindings);
  const { findings } = document as z.infer<typeof WithFindings>;
  // One in the place of the other, since what is checked is a copy: all of them would be there twice.
  for (const [at, finding] of findings.entries()) {
    findings[at] = checked(file, finding, Finding, ['findings', at]);
  }
  const rest = checked(file, { ...(document as object), findings: [] }, Report);
  return { ...rest, findings: findings as Finding[] };
}

/**
 * The document that comes in pieces, of each finding no more than a comparison reads, and never more than one of them whole.
 * @param file as messages name it.
 * @throws {UsageError} when what comes is no report.
 */
export async function parseCompared(
  file: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<ComparedReport> {
  const taken = new Set<unknown>();
  const names = new Map<string, string>();
  const take = (json: unknown, at: number) =>
    withSharedNames(checked(file, json, ComparedFinding, ['findings', at]), names);
  const parts = new JsonParts((part, member) => {
    if (member !== 'findings') return part;
    const finding = take(part, taken.size);
    taken.add(finding);
    return finding;
  });
  let document: unknown;
  try {
    for await (const piece of pieces) parts.push(piece);
    document = parts.end();
  } catch (error) {
    throw error instanceof SyntaxError ? notJson(file) : error;
  }
  const upgraded = upgradeReport(document);
  const { findings } = checked(file, upgraded, WithFindings);
  const rest = checked(file, { ...(upgraded as object), findings: [] }, Report);
  return {
    ...rest,
    // What is neither a list nor a map is no part, and no finding.
    findings: findings.map((json, at) =>
      taken.has(json) ? (json as ComparedFinding) : take(json, at),
    ),
  };
}

/** The same text once, where a hundred thousand findings have it. */
function withSharedNames(finding: ComparedFinding, names: Map<string, string>): ComparedFinding {
  const shared = (name: string) => {
    if (!names.has(name)) names.set(name, name);
    return names.get(name) ?? name;
  };
  const { check, account, region } = finding;
  return { ...finding, check: shared(check), account: shared(account), region: shared(region) };
}

async function readStored(file: string): Promise<Uint8Array> {
  try {
    const bytes = await readFile(file);
    return file.endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes;
  } catch (error) {
    const reason = messageOf(error);
    throw new UsageError(`${file} cannot be read: ${reason}.`);
  }
}

function parsed(file: string, bytes: Uint8Array): unknown {
  try {
    return parseJsonParts(bytes);
  } catch {
    throw notJson(file);
  }
}

function notJson(file: string): UsageError {
  return new UsageError(`${file} is not JSON: it was cut off or is another kind of file.`);
}

/** @param path of the value in the file. */
function checked<Value>(
  file: string,
  json: unknown,
  schema: z.ZodType<Value>,
  path: readonly PropertyKey[] = [],
): Value {
  const { success, data, error } = schema.safeParse(json);
  if (success) return data;
  const issues = error.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
  throw new UsageError(
    `${file} has another shape than this version reads.\n${z.prettifyError({ issues })}`,
  );
}

import { closest, distance } from 'fastest-levenshtein';
import type { Report } from '../core/report.ts';
import { FORMATS } from '../reports/formats.ts';
import { UsageError } from './errors.ts';
import { tellGithub } from './github-step.ts';
import { messageOf } from './message-of.ts';
import { writeWhole } from './write-whole.ts';

/** A report to write: its format, and its file, or null for standard output. */
export interface Output {
  readonly format: string;
  readonly path: string | null;
}

/**
 * Reads `--output fmt[=path]` words.
 * @throws {UsageError} for an unknown format, an empty path, or two reports for standard output.
 */
export function parseOutputs(words: readonly string[]): readonly Output[] {
  const outputs = words.map((word): Output => {
    const [format, path] = splitOnce(word, '=');
    if (!Object.hasOwn(FORMATS, format)) throw new UsageError(unknownFormat(format));
    if (path === '') throw new UsageError(`--output ${word} names no file after the equals sign`);
    return { format, path: path ?? null };
  });
  if (outputs.filter(({ path }) => path === null).length > 1) {
    throw new UsageError(
      'only one report can go to standard output; give the others a file, as in --output junit=junit.xml',
    );
  }
  return outputs;
}

/** The formats of `--output`. */
export function formatNames(): readonly string[] {
  return Object.keys(FORMATS);
}

/** The report in a format that `parseOutputs` let through, in pieces. */
export function formatReport(report: Report, format: string): Iterable<string> {
  const known = FORMATS[format];
  if (known === undefined) throw new UsageError(unknownFormat(format));
  return known.pieces(report);
}

export interface WrittenOutputs {
  readonly written: readonly { readonly format: string; readonly path: string }[];
  /** Which could not be, and why; null when all are. */
  readonly failure: string | null;
}

/**
 * Writes reports to their files, each whole or not at all. One that fails does not keep the others from being written, nor
 * the caller from showing what the run found. With annotations for GitHub, a step of its Actions gets its summary and its
 * outputs as well.
 */
export async function writeOutputs(
  report: Report,
  outputs: readonly Output[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<WrittenOutputs> {
  const written: { format: string; path: string }[] = [];
  const failures: string[] = [];
  for (const { format, path } of outputs) {
    if (path === null) continue;
    try {
      await writeWhole(path, formatReport(report, format));
      written.push({ format, path });
    } catch (error) {
      failures.push(`${format} to ${path}: ${messageOf(error)}`);
    }
  }
  if (outputs.some(({ format }) => format === 'github')) {
    await tellGithub(report, environment).catch((error: unknown) => {
      failures.push(`summary and outputs of the step: ${messageOf(error)}`);
    });
  }
  const failure =
    failures.length === 0
      ? null
      : `these reports could not be written:\n  ${failures.join('\n  ')}`;
  return { written, failure };
}

function splitOnce(word: string, separator: string): [string, string?] {
  const at = word.indexOf(separator);
  return at === -1 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

function unknownFormat(format: string): string {
  const known = formatNames();
  const best = closest(format, known);
  const hint =
    distance(format, best) <= 2 ? `did you mean ${best}?` : `there are ${known.join(', ')}`;
  return `there is no report format "${format}"; ${hint}`;
}

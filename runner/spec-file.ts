import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { canonical, type Json } from '../core/json.ts';
import { MAX_SPEC_BYTES, parseSpec, type SpecDocument } from '../core/spec/document.ts';
import { formatProblems } from '../core/spec/problems.ts';
import { UsageError } from './errors.ts';

export interface LoadedSpec {
  readonly document: SpecDocument;
  readonly text: string;
  /** SHA-256 of the canonical spec in force, in hex: comments and order do not change it. */
  readonly digest: string;
}

/** @throws {UsageError} that says what is wrong, where, and how to put it right. */
export async function loadSpec(file: string, environment: string | null): Promise<LoadedSpec> {
  const text = await readText(file);
  return parseLoaded(file, text, environment);
}

/** @throws {UsageError} as `loadSpec` does. */
function parseLoaded(file: string, text: string, environment: string | null): LoadedSpec {
  const parsed = parseSpec({ file, text }, environment);
  if (!parsed.ok) throw new UsageError(formatProblems(parsed.problems, text.split('\n')));
  return { document: parsed.document, text, digest: digestOf(parsed.document.spec as Json) };
}

function digestOf(spec: Json): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(spec)))
    .digest('hex');
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > MAX_SPEC_BYTES) {
      throw new UsageError(
        `${file}: the file has ${size} bytes; a spec has at most ${MAX_SPEC_BYTES}. Is it the right file?`,
      );
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    const reason =
      code === 'ENOENT'
        ? 'there is no such file'
        : `it cannot be read (${code ?? 'unknown reason'})`;
    throw new UsageError(`${file}: ${reason}. Name the spec with --spec.`);
  }
}

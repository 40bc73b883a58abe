import type { LoadDocument } from '../../core/load/load-document.ts';
import { UsageError } from '../errors.ts';
import type { LoadedSpec } from '../spec-file.ts';
import { readDocument, readScenarios } from './load-folder.ts';
import { loadDocument } from './test-load.ts';
import { sendableLoad } from './sendable-load.ts';

/**
 * What a kept load test says by a spec, which may be another than the one it was sent by: its objectives then are.
 * @throws {UsageError} when it cannot be read, or went to another target than the spec's.
 */
export async function judgeKept(
  folder: string,
  spec: LoadedSpec,
  { specFile, environment }: { readonly specFile: string; readonly environment: string | null },
): Promise<LoadDocument> {
  const { id, k6, target } = await readDocument(folder);
  const { origin } = sendableLoad(spec.document.spec).target;
  if (target.origin !== origin) {
    throw new UsageError(
      `${folder}: the load went to ${target.origin}, and the spec's target is ${origin}. It says nothing of that.`,
    );
  }
  const { addresses } = target;
  const facts = { id, k6, spec, specFile, environment, addresses };
  return loadDocument(await readScenarios(folder), facts);
}

import { findingKey } from '../finding-key.ts';
import type { ComparedFinding } from './compared.ts';
import { entryKey } from './entry-key.ts';
import { outcomeOf } from './outcome.ts';
import type { PastRunFindings } from './trail.ts';

/**
 * The findings of a run without those of its failures that a later run no longer had: what was mended and fails again is not known.
 * @param later runs after it that left nothing out
 */
export function withoutMended(
  findings: readonly ComparedFinding[],
  later: readonly PastRunFindings[],
): readonly ComparedFinding[] {
  if (later.length === 0) return findings;
  const open = later.map((run) => new Set(run.open.flatMap(({ key, entry }) => [key, entry])));
  return findings.filter(
    (finding) =>
      outcomeOf(finding) !== 'fail' ||
      open.every((run) => run.has(findingKey(finding)) || run.has(entryKey(finding))),
  );
}

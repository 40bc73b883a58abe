import { dayOf } from '../core/waivers/day.ts';
import { UsageError } from './errors.ts';
import { callerOf, judge, planRun, type RunResult } from './run.ts';
import { readSnapshot } from './run-folder.ts';
import { loadSpec } from './spec-file.ts';
import { loadChecks, loadSuite } from './suites.ts';
import { loadWaivers, type WaiverPaths } from './waivers-file.ts';

/**
 * Judges a stored snapshot again, offline. The findings are those of the run that took it, byte for byte, when the waivers
 * are: those beside the spec, as a run's folder has them, unless others are named.
 * @throws {UsageError} when the snapshot was taken for another spec: it cannot serve this one.
 */
export async function judgeStored(
  snapshotFile: string,
  specFile: string,
  environment: string | null,
  paths: WaiverPaths,
): Promise<{ result: RunResult; specText: string }> {
  const snapshot = await readSnapshot(snapshotFile);
  const spec = await loadSpec(specFile, environment);
  if (spec.digest !== snapshot.specDigest) {
    throw new UsageError(
      `${snapshotFile} was taken for another spec than ${specFile}${environment === null ? '' : ` (${environment})`}: judge it with the spec.yaml of its own run, and the --env of that run.`,
    );
  }
  const suite = await loadSuite(snapshot.suite);
  const planned = planRun({ suite, spec, exclude: () => null, failOn: null });
  const { waivers } = await loadWaivers(specFile, paths, dayOf(snapshot.takenAt));
  const result = judge(
    planned,
    snapshot,
    { spec, waivers, checks: await loadChecks() },
    {
      id: `judged-${snapshot.takenAt}`,
      startedAt: snapshot.takenAt,
      finishedAt: snapshot.takenAt,
      caller: callerOf(snapshot),
    },
  );
  return { result, specText: spec.text };
}

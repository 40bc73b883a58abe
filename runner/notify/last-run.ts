import type { Report } from '../../core/report.ts';
import { openStore } from '../history/open-store.ts';
import { readRunReport } from '../history/stored-run.ts';

/**
 * The newest stored run, or of a suite when one is named; null without any. A run that cannot be read is none.
 * @throws {UsageError} when the store cannot be looked into: then nobody knows whether a run is missing.
 */
export async function lastRun(place: string, suite: string | null): Promise<Report | null> {
  const store = await openStore(place, null);
  for (const id of (await store.list()).toReversed()) {
    const report = await readRunReport(store, id).catch(() => null);
    if (report !== null && (suite === null || report.suite.id === suite)) return report;
  }
  return null;
}

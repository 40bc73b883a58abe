import { readdir } from 'node:fs/promises';
import type { Report } from '../../core/report.ts';
import { storedReport } from '../stored-runs.ts';

/** Named by its ULID, so that names sort by time. */
const RUN_ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** The newest stored run, or of a suite when one is named; null without any. A run that cannot be read is none. */
export async function lastRun(store: string, suite: string | null): Promise<Report | null> {
  const names = await readdir(store).catch((): string[] => []);
  for (const name of names
    .filter((id) => RUN_ID.test(id))
    .toSorted()
    .toReversed()) {
    const report = await storedReport(name, store).catch(() => null);
    if (report !== null && (suite === null || report.suite.id === suite)) return report;
  }
  return null;
}

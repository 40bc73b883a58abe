import type { Report } from '../core/report.ts';
import { openStore } from './history/open-store.ts';
import { findReport, LATEST } from './history/stored-run.ts';
import { RUNS } from './run-folder.ts';

/**
 * The report of a stored run: of a folder, a `run.json` or the id of a run in the store, or of the newest run there is.
 * @throws {UsageError} when there is no such run.
 */
export async function storedReport(run: string | null, store: string = RUNS): Promise<Report> {
  return findReport(run ?? LATEST, await openStore(store, null));
}

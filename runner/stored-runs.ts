import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../core/report.ts';
import { UsageError } from './errors.ts';
import { readReport, RUNS } from './run-folder.ts';

/** A run's folder is named by its ULID, so that the names sort by time. */
const RUN_ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/**
 * The report of a stored run: of a folder, a `run.json` or the id of a run in the store, or of the newest run there is.
 * @throws {UsageError} when there is no such run.
 */
export async function storedReport(run: string | null, store: string = RUNS): Promise<Report> {
  if (run === null) return readReport(join(store, await newest(store), 'run.json'));
  const place = RUN_ID.test(run) ? join(store, run) : run;
  const isFolder = await stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return readReport(isFolder ? join(place, 'run.json') : place);
}

async function newest(store: string): Promise<string> {
  const names = await readdir(store).catch(() => []);
  const last = names
    .filter((name) => RUN_ID.test(name))
    .sort()
    .at(-1);
  if (last !== undefined) return last;
  throw new UsageError(
    `there is no stored run in ${store}; make one with landfall run compliance, or name one with --run.`,
  );
}

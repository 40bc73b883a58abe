import { compareRuns, pastRun, type Comparison } from '../../core/history/compare.ts';
import { failingOtherwise } from '../../core/history/gate-on-new.ts';
import type { PastRun } from '../../core/history/history.ts';
import { seriesDifferences, seriesOf, type Series } from '../../core/history/series.ts';
import { UsageError } from '../errors.ts';
import type { RunStore } from './run-store.ts';
import { findRun } from './stored-run.ts';

export interface StoredComparison extends Comparison {
  /** The later of the two, as they were named. */
  readonly to: PastRun;
  /** What fails in both, and not in the same way. */
  readonly otherwise: readonly { readonly check: string; readonly subject: string }[];
}

/** @throws {UsageError} when there is no such run, the two are not of one series, or the first is the later one. */
export async function compareStored(
  from: string,
  to: string,
  store: RunStore,
): Promise<StoredComparison> {
  const [earlier, later] = [await findRun(from, store), await findRun(to, store)];
  refuseOtherSeries(seriesOf(earlier.report), seriesOf(later.report), `${from} and ${to}`);
  if (Date.parse(earlier.report.takenAt) > Date.parse(later.report.takenAt)) {
    throw new UsageError(
      `${from} is later than ${to}: what is new would be called fixed. Name the earlier run first.`,
    );
  }
  const otherwise = failingOtherwise(earlier.report.findings, later.report.findings).map(
    ({ check, subject }) => ({ check, subject }),
  );
  return { ...compareRuns(earlier, later), to: pastRun(later.report), otherwise };
}

/** @throws {UsageError} when runs are not of one deployment, suite, environment, account and region. */
export function refuseOtherSeries(earlier: Series, later: Series, named: string): void {
  const differences = seriesDifferences(earlier, later);
  if (differences.length === 0) return;
  throw new UsageError(
    `${named} cannot be compared, since they are of other ${differences.join('; ')}. Name two runs of one suite on one deployment; landfall history lists them.`,
  );
}

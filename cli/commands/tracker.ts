import { trackerOf } from '../../core/tracker.ts';
import { renderTracker } from '../../reports/tracker.ts';
import { storedReport } from '../../runner/stored-runs.ts';
import { loadChecks } from '../../runner/suites.ts';
import { writeWhole } from '../../runner/write-whole.ts';

export interface TrackerFlags {
  readonly run?: string;
  readonly store?: string;
  readonly output?: string;
}

export async function trackerCommand(flags: TrackerFlags): Promise<number> {
  const report = await storedReport(flags.run ?? null, flags.store);
  const text = renderTracker(trackerOf(report.findings, await loadChecks()), report);
  if (flags.output === undefined) process.stdout.write(text);
  else await writeWhole(flags.output, text);
  return 0;
}

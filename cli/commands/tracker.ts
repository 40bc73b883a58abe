import { UsageError } from '../../runner/errors.ts';
import { formatReport, writeOutputs } from '../../runner/outputs.ts';
import { storedReport } from '../../runner/stored-runs.ts';
import { print } from '../print.ts';

export interface TrackerFlags {
  readonly run?: string;
  readonly store?: string;
  readonly output?: string;
}

/** The format `tracker` of a stored run. */
export async function trackerCommand(flags: TrackerFlags): Promise<number> {
  const report = await storedReport(flags.run ?? null, flags.store);
  if (flags.output === undefined) {
    await print(formatReport(report, 'tracker'));
    return 0;
  }
  const { failure } = await writeOutputs(report, [{ format: 'tracker', path: flags.output }]);
  if (failure !== null) throw new UsageError(failure);
  return 0;
}

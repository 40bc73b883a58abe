import { UsageError } from '../../runner/errors.ts';
import { formatReport, parseOutputs, writeOutputs } from '../../runner/outputs.ts';
import { storedReport } from '../../runner/stored-runs.ts';
import { print } from '../print.ts';

export interface ConvertFlags {
  readonly output: readonly string[];
  readonly store?: string;
}

/** Tells of the conversion alone: its exit code is 0 whatever the run's verdict. */
export async function convertCommand(run: string, flags: ConvertFlags): Promise<number> {
  const outputs = parseOutputs(flags.output);
  if (outputs.length === 0) {
    throw new UsageError(
      'say what to make of the run with --output, as in --output junit=junit.xml',
    );
  }
  const report = await storedReport(run, flags.store);
  const { failure } = await writeOutputs(report, outputs);
  const toStdout = outputs.find(({ path }) => path === null);
  if (toStdout !== undefined) await print(formatReport(report, toStdout.format));
  if (failure !== null) throw new UsageError(failure);
  return 0;
}

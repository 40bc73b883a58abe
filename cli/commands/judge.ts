import { exitCodeOf } from '../../core/report.ts';
import { judgeStored } from '../../runner/judge-stored.ts';
import { formatReport, parseOutputs, writeOutputs } from '../../runner/outputs.ts';
import { findingsText } from '../../runner/run-folder.ts';
import { writeWhole } from '../../runner/write-whole.ts';
import { renderTerminal } from '../../reports/terminal.ts';
import { print } from '../print.ts';
import { strictWaiversExitCode } from '../strict-waivers.ts';
import { terminalStyle } from '../terminal.ts';

export interface JudgeFlags {
  readonly snapshot: string;
  readonly spec: string;
  readonly env?: string;
  readonly output: readonly string[];
  readonly findings?: string;
  readonly waivers?: string;
  readonly baseline?: string;
  readonly strictWaivers?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** As for every other place that cannot be used: the caller names another. */
const NOT_WRITTEN = 2;

export async function judgeCommand(flags: JudgeFlags): Promise<number> {
  const outputs = parseOutputs(flags.output);
  const paths = { waivers: flags.waivers ?? null, baseline: flags.baseline ?? null };
  const { result, specText } = await judgeStored(
    flags.snapshot,
    flags.spec,
    flags.env ?? null,
    paths,
  );
  const { report } = result;
  if (flags.findings !== undefined) await writeWhole(flags.findings, findingsText(result));
  const { written, failure } = await writeOutputs(report, outputs);
  const toStdout = outputs.find(({ path }) => path === null);
  const screen = toStdout === undefined ? process.stdout : process.stderr;
  const exitCode =
    strictWaiversExitCode(report, flags.strictWaivers === true) ??
    (failure === null ? null : NOT_WRITTEN) ??
    exitCodeOf(report, false);
  screen.write(
    renderTerminal(report, {
      ...terminalStyle(screen),
      verbosity: flags.quiet === true ? 'quiet' : flags.verbose === true ? 'verbose' : 'normal',
      specText,
      reports: written,
      rerun: null,
      exitCode,
    }),
  );
  if (toStdout !== undefined) await print(formatReport(report, toStdout.format));
  if (failure !== null) process.stderr.write(`${failure}\n`);
  return exitCode;
}

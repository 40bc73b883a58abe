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
  await writeOutputs(report, outputs);
  const toStdout = outputs.find(({ path }) => path === null);
  const screen = toStdout === undefined ? process.stdout : process.stderr;
  const exitCode =
    strictWaiversExitCode(report, flags.strictWaivers === true) ?? exitCodeOf(report, false);
  const written = outputs.flatMap(({ format, path }) => (path === null ? [] : [{ format, path }]));
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
  return exitCode;
}

import { loadExitCode } from '../../core/load/load-document.ts';
import { renderLoad } from '../../reports/load-terminal.ts';
import { forJson } from '../../reports/sanitize.ts';
import { judgeKept } from '../../runner/load/judge-kept.ts';
import { loadSpec } from '../../runner/spec-file.ts';
import { print } from '../print.ts';
import { terminalStyle } from '../terminal.ts';

export interface LoadJudgeFlags {
  readonly spec: string;
  readonly env?: string;
  readonly json?: boolean;
}

/** Judges a load test that was kept, without sending anything. */
export async function loadJudgeCommand(folder: string, flags: LoadJudgeFlags): Promise<number> {
  const spec = await loadSpec(flags.spec, flags.env ?? null);
  const document = await judgeKept(folder, spec, {
    specFile: flags.spec,
    environment: flags.env ?? null,
  });
  const exitCode = loadExitCode(document);
  await print([
    flags.json === true
      ? forJson(`${JSON.stringify(document, null, 2)}\n`)
      : renderLoad(document, { ...terminalStyle(process.stdout), folder, exitCode }),
  ]);
  return exitCode;
}

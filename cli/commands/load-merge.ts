import { loadExitCode } from '../../core/load/load-document.ts';
import { renderLoad } from '../../reports/load-terminal.ts';
import { forJson } from '../../reports/sanitize.ts';
import { mergeKept } from '../../runner/load/merge-kept.ts';
import { loadSpec } from '../../runner/spec-file.ts';
import { print } from '../print.ts';
import { terminalStyle } from '../terminal.ts';

export interface LoadMergeFlags {
  readonly spec: string;
  readonly env?: string;
  readonly output: string;
  readonly json?: boolean;
}

/** Makes one load test of the segments that several generators kept, and judges it. */
export async function loadMergeCommand(
  folders: readonly string[],
  flags: LoadMergeFlags,
): Promise<number> {
  const spec = await loadSpec(flags.spec, flags.env ?? null);
  const document = await mergeKept(folders, flags.output, spec, {
    specFile: flags.spec,
    environment: flags.env ?? null,
  });
  const exitCode = loadExitCode(document);
  await print([
    flags.json === true
      ? forJson(`${JSON.stringify(document, null, 2)}\n`)
      : renderLoad(document, { ...terminalStyle(process.stdout), folder: flags.output, exitCode }),
  ]);
  return exitCode;
}

import { loadExitCode } from '../../core/load/load-document.ts';
import type { ScenarioKind } from '../../load/plan/phases.ts';
import { renderLoad } from '../../reports/load-terminal.ts';
import { forJson } from '../../reports/sanitize.ts';
import { UsageError } from '../../runner/errors.ts';
import { foldKept } from '../../runner/load/fold-kept.ts';
import { loadSpec } from '../../runner/spec-file.ts';
import { print } from '../print.ts';
import { terminalStyle } from '../terminal.ts';

export interface LoadFoldFlags {
  readonly spec: string;
  readonly env?: string;
  readonly scenario: readonly ScenarioKind[];
  readonly seed: number;
  readonly segments: number;
  /** In milliseconds since 1970. */
  readonly startAt: number;
  readonly output: string;
  readonly json?: boolean;
}

/** Makes one load test of the streams that k6 left elsewhere, and judges it. */
export async function loadFoldCommand(
  streams: readonly string[],
  flags: LoadFoldFlags,
): Promise<number> {
  const [scenario, ...others] = flags.scenario;
  if (scenario === undefined || others.length > 0) {
    throw new UsageError('Streams are of one --scenario.');
  }
  const document = await foldKept(streams, {
    spec: await loadSpec(flags.spec, flags.env ?? null),
    specFile: flags.spec,
    environment: flags.env ?? null,
    scenario,
    seed: flags.seed,
    segments: flags.segments,
    startAtMs: flags.startAt,
    output: flags.output,
  });
  const exitCode = loadExitCode(document);
  await print([
    flags.json === true
      ? forJson(`${JSON.stringify(document, null, 2)}\n`)
      : renderLoad(document, { ...terminalStyle(process.stdout), folder: flags.output, exitCode }),
  ]);
  return exitCode;
}

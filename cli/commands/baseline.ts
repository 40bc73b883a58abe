import { baselineText, createBaseline } from '../../core/waivers/baseline.ts';
import { dayOf } from '../../core/waivers/day.ts';
import type { Report } from '../../core/report.ts';
import { forTerminal } from '../../reports/sanitize.ts';
import { UsageError } from '../../runner/errors.ts';
import { storedReport } from '../../runner/stored-runs.ts';
import {
  baselineBeside,
  parsedBaseline,
  readIfThere,
  writeShared,
} from '../../runner/waivers-file.ts';
import { withLock } from '../../runner/with-lock.ts';
import { acceptanceOf, type Acceptance, type AcceptanceFlags } from '../acceptance.ts';

export interface BaselineFlags extends AcceptanceFlags {
  readonly run?: string;
  readonly store?: string;
  readonly baseline?: string;
  readonly acceptNew?: boolean;
}

/** @throws {UsageError} for another action than create, and when it would cover more without being told to. */
export async function baselineCommand(action: string, flags: BaselineFlags): Promise<number> {
  if (action !== 'create') {
    throw new UsageError(`there is no "baseline ${action}"; there is create`);
  }
  const terms = acceptanceOf('baseline create', flags);
  const report = await storedReport(flags.run ?? null, flags.store);
  const file = flags.baseline ?? baselineBeside(report.run.spec.file);
  return withLock(file, () => create(file, report, terms, flags));
}

async function create(
  file: string,
  { run, findings, takenAt }: Report,
  terms: Acceptance,
  flags: BaselineFlags,
): Promise<number> {
  const { id } = run;
  const today = dayOf(new Date().toISOString());
  const text = await readIfThere(file, null);
  const earlier = text === null ? null : parsedBaseline(file, text, today);
  const change = createBaseline({ id, findings, takenAt }, terms, earlier);
  const { baseline, added, removed, uncovered } = change;
  for (const { check, subject } of uncovered) {
    say(`not covered: ${check} on ${subject}, which does not name all that deviates`);
  }
  if (earlier !== null) {
    for (const { check, subject } of added) say(`+ ${check} on ${subject}`);
    for (const { check, subject } of removed) say(`- ${check} on ${subject}`);
    say(`+${added.length}/-${removed.length}`);
    if (added.length > 0 && flags.acceptNew !== true) {
      throw new UsageError(
        `${file} does not cover ${added.length} of the failures of run ${id}; --accept-new lets it. It is as it was.`,
      );
    }
  }
  const next = baselineText(baseline);
  parsedBaseline(file, next, today);
  await writeShared(file, next);
  const count = baseline.baseline.findings.length;
  say(`${file} covers ${count} ${count === 1 ? 'failure' : 'failures'} until ${terms.expires}.`);
  return 0;
}

function say(text: string): void {
  process.stdout.write(`${forTerminal(text, false)}\n`);
}

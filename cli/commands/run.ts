import { IDENTITY_CHECK } from '../../core/check.ts';
import { seriesOf, type Series } from '../../core/history/series.ts';
import { exitCodeOf, type Report } from '../../core/report.ts';
import type { Severity } from '../../core/spec/sections/gates.ts';
import { dayOf } from '../../core/waivers/day.ts';
import type { LoadKind } from '../../load/plan/phases.ts';
import { refuseOtherSeries } from '../../runner/history/compare-stored.ts';
import { keepRun, type KeptRun } from '../../runner/history/keep-run.ts';
import { openStore } from '../../runner/history/open-store.ts';
import { findRun } from '../../runner/history/stored-run.ts';
import { INDEX } from '../../runner/history/with-index.ts';
import { listenForInterrupts } from '../../runner/interrupt.ts';
import { formatReport, parseOutputs, writeOutputs } from '../../runner/outputs.ts';
import { RUN_DEFAULTS } from '../../runner/run.ts';
import { RUNS } from '../../runner/run-folder.ts';
import { excludeBy } from '../../runner/select.ts';
import { loadSpec, type LoadedSpec } from '../../runner/spec-file.ts';
import { loadSuite } from '../../runner/suites.ts';
import { loadWaivers } from '../../runner/waivers-file.ts';
import { runUntilSettled } from '../../runner/wait.ts';
import { renderTerminal } from '../../reports/terminal.ts';
import { loadTestFor } from '../load-test-for.ts';
import { showProgress } from '../progress.ts';
import { print } from '../print.ts';
import { strictWaiversExitCode } from '../strict-waivers.ts';
import { terminalStyle } from '../terminal.ts';

export interface RunFlags {
  readonly spec: string;
  readonly env?: string;
  readonly output: readonly string[];
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly failOn?: Severity;
  readonly failOnNew?: boolean;
  readonly since?: string;
  readonly wait?: number;
  readonly timeout?: number;
  readonly callTimeout?: number;
  readonly rateShare?: number;
  readonly endpoint?: string;
  readonly load?: boolean;
  readonly scenario?: readonly LoadKind[];
  readonly loadTest?: string;
  readonly k6?: string;
  readonly confirm?: string;
  readonly metricWait?: number;
  readonly store?: string;
  readonly waivers?: string;
  readonly baseline?: string;
  readonly strictWaivers?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

const WAIT_INTERVAL_MS = 15_000;
/** As for every other place that cannot be used: the caller names another. */
const NOT_WRITTEN = 2;

export async function runCommand(suiteId: string, flags: RunFlags): Promise<number> {
  const suite = await loadSuite(suiteId);
  const outputs = parseOutputs(flags.output);
  const exclude = excludeBy(flags.only, flags.skip, suite.checks);
  const spec = await loadSpec(flags.spec, flags.env ?? null);
  const paths = { waivers: flags.waivers ?? null, baseline: flags.baseline ?? null };
  const accepted = await loadWaivers(flags.spec, paths, dayOf(new Date().toISOString()));
  const store = await openStore(flags.store ?? RUNS, flags.endpoint ?? null);
  const since = flags.since === undefined ? null : await findRun(flags.since, store);
  if (since !== null) {
    const named = `this run and ${flags.since ?? ''}`;
    refuseOtherSeries(seriesOf(since.report), seriesFor(suiteId, spec, flags), named);
  }

  const toStdout = outputs.find(({ path }) => path === null);
  // A machine format on standard output is alone there.
  const screen = toStdout === undefined ? process.stdout : process.stderr;
  const style = terminalStyle(screen);
  const progress = showProgress(process.stderr, style.ascii);
  const interrupts = listenForInterrupts();
  const loadTest = await loadTestFor(suite, spec, flags, interrupts.signal);
  const result = await runUntilSettled(
    {
      suite,
      spec,
      endpoint: flags.endpoint ?? null,
      region: process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? null,
      exclude,
      failOn: flags.failOn ?? null,
      waivers: accepted.waivers,
      timeoutMs: flags.timeout ?? RUN_DEFAULTS.timeoutMs,
      attemptTimeoutMs: flags.callTimeout ?? RUN_DEFAULTS.attemptTimeoutMs,
      rateShare: flags.rateShare ?? RUN_DEFAULTS.rateShare,
      concurrency: RUN_DEFAULTS.concurrency,
      statementTimeoutMs: RUN_DEFAULTS.statementTimeoutMs,
      environment: RUN_DEFAULTS.environment,
      loadTest,
      signal: interrupts.signal,
      events: progress.events,
    },
    {
      waitMs: flags.wait ?? 0,
      intervalMs: WAIT_INTERVAL_MS,
      onUnsettled: ({ report }, remainingMs) => {
        const seconds = Math.round(remainingMs / 1000);
        progress.note(
          `${report.counts.unsettled} findings are unsettled; waiting up to ${seconds} s more`,
        );
      },
    },
  );
  progress.done();
  interrupts.stop();

  const kept = await keepRun(result, spec, {
    store,
    index: INDEX,
    since,
    onNew: flags.failOnNew === true ? result.plan.spec.gates : null,
    waiverTexts: accepted.texts,
  });
  const { report, onNew } = kept;
  const blocking = onNew === null ? report : { ...report, verdict: onNew.verdict };
  const { written, failure: unwritten } = await writeOutputs(report, outputs);
  const exitCode =
    interrupts.interruption() ??
    wrongPlaceExitCode(report) ??
    strictWaiversExitCode(report, flags.strictWaivers === true) ??
    (kept.failure === null && unwritten === null ? null : NOT_WRITTEN) ??
    exitCodeOf(blocking, flags.wait !== undefined);
  screen.write(
    renderTerminal(report, {
      ...style,
      verbosity: flags.quiet === true ? 'quiet' : flags.verbose === true ? 'verbose' : 'normal',
      specText: spec.text,
      reports: [...(kept.place === null ? [] : [{ format: 'run', path: kept.place }]), ...written],
      rerun: rerunHint(suiteId, flags, report.findings),
      exitCode,
    }),
  );
  const failures = [kept.failure, unwritten].filter((failure) => failure !== null);
  for (const note of [...kept.notes, ...newNotes(kept), ...failures]) {
    process.stderr.write(`${note}\n`);
  }
  if (toStdout !== undefined) await print(formatReport(report, toStdout.format));
  return exitCode;
}

/** What runs of these words are compared with. */
function seriesFor(suite: string, { document }: LoadedSpec, flags: RunFlags): Series {
  const { deployment, account } = document.spec;
  return {
    deployment,
    suite,
    environment: document.environment,
    account: account.id,
    region: account.region,
    isAws: flags.endpoint === undefined,
  };
}

/** What --fail-on-new means for this run, where it means anything. */
function newNotes({ report, onNew }: KeptRun): readonly string[] {
  if (onNew === null) return [];
  if (report.history === null) {
    return ['There is no earlier run, or new failures blocked each one, so all that fails is new.'];
  }
  const { id } = report.history.since;
  const { verdict, otherwise } = onNew;
  const names = otherwise.map(({ check, subject }) => `${check} on ${subject}`);
  return [
    ...(names.length === 0
      ? []
      : [`What fails otherwise than in ${id}, or worse, is new: ${names.join(', ')}.`]),
    ...(verdict === report.verdict
      ? []
      : [`Failures that ${id} had do not block; without them the answer is ${verdict}.`]),
  ];
}

/** A run that stopped at another account was started from the wrong place: that is the caller's to mend. */
function wrongPlaceExitCode({ stopped, findings }: Report): 2 | null {
  const isElsewhere = findings.some(
    ({ check, status }) => check === IDENTITY_CHECK && status === 'fail',
  );
  return stopped !== null && isElsewhere ? 2 : null;
}

function rerunHint(
  suiteId: string,
  { spec, env }: RunFlags,
  findings: readonly { readonly check: string; readonly status: string }[],
): string | null {
  const open = findings.filter(({ status }) => status !== 'pass' && status !== 'not-applicable');
  const checks = [...new Set(open.map(({ check }) => check))];
  if (checks.length === 0 || checks.length > 5) return null;
  const only = checks.map((check) => `--only ${check}`).join(' ');
  return `landfall run ${suiteId} --spec ${spec}${env === undefined ? '' : ` --env ${env}`} ${only}`;
}

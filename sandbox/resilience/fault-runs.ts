import type { Operation } from '../../core/aws.ts';
import { isUndecided } from '../../core/finding.ts';
import { exitCodeOf, type Report } from '../../core/report.ts';
import type { Suite } from '../../core/suite.ts';
import { RUN_DEFAULTS, runOnce } from '../../runner/run.ts';
import type { LoadedSpec } from '../../runner/spec-file.ts';
import { FAULT_KINDS, type FaultKind } from '../overlay/faults.ts';
import type { Overlay } from '../overlay/overlay.ts';
import { outcomeOf, type FaultOutcome } from './outcome.ts';

/** Long enough for a healthy run, short enough for hundreds that hang or are throttled for good. */
const HURRIED: Pace = { timeoutMs: 3_000, attemptTimeoutMs: 400 };
/** A run may end this long after its deadline: judging and closing take their time. */
const GRACE_MS = 2_000;

/** An operation as the overlay names it, by the service's signing name. */
export interface FaultedOperation {
  readonly service: string;
  readonly operation: string;
}

export interface FaultRun {
  readonly target: string;
  readonly kind: FaultKind;
  readonly outcome: FaultOutcome;
  readonly exitCode: number;
  readonly endedInTime: boolean;
}

/** All fault runs on one deployment. */
export interface DeploymentRuns {
  readonly runs: readonly FaultRun[];
  /** Findings of a run without faults, and how many of them fail. */
  readonly rows: number;
  readonly failures: number;
}

/** One deployment on which the same faults are injected, one a run. */
export interface Bench {
  readonly overlay: Overlay;
  readonly suite: Suite;
  readonly spec: LoadedSpec;
}

export async function runHealthy(
  bench: Bench,
): Promise<{ report: Report; operations: FaultedOperation[] }> {
  bench.overlay.clearFault();
  bench.overlay.resetCalls();
  // With all the time that it takes: the emulator's first answers are slow, and what it compares with must be whole.
  const report = await look(bench, RUN_DEFAULTS);
  if (report.findings.some(({ status }) => isUndecided(status))) {
    throw new Error(
      'The run without faults left findings undecided, so nothing can be compared with it.',
    );
  }
  const operations = new Map(
    bench.overlay
      .calls()
      .list.map(({ service, operation }) => [`${service}:${operation}`, { service, operation }]),
  );
  return {
    report,
    operations: [...operations.values()].sort((left, right) =>
      nameOf(left) < nameOf(right) ? -1 : 1,
    ),
  };
}

/** Every kind of fault that the operation can have: a token can repeat only where there are pages. */
export function kindsFor(
  suite: Suite,
  { service, operation }: FaultedOperation,
): readonly FaultKind[] {
  const declared = suite.checks
    .flatMap(({ needs }) => Object.values(needs))
    .flatMap(({ operations }): readonly Operation[] => operations)
    .filter(({ name }) => name === operation);
  const isPaged = declared.some(({ pages }) => pages !== null);
  if (declared.length === 0) throw new Error(`no collector declares ${service}:${operation}`);
  return FAULT_KINDS.filter((kind) => kind !== 'repeated-token' || isPaged);
}

export async function runFaulted(
  bench: Bench,
  healthy: Report,
  target: FaultedOperation,
  kind: FaultKind,
): Promise<FaultRun> {
  return runWith(bench, healthy, nameOf(target), kind, { ...target, kind });
}

/** The session expires after so many calls, whatever they are. */
export async function runExpired(bench: Bench, healthy: Report, after: number): Promise<FaultRun> {
  const fault = { service: '*', operation: '*', kind: 'expired-token', after } as const;
  return runWith(bench, healthy, `any, after ${after} calls`, 'expired-token', fault);
}

async function runWith(
  bench: Bench,
  healthy: Report,
  target: string,
  kind: FaultKind,
  fault: Parameters<Overlay['setFault']>[0],
): Promise<FaultRun> {
  bench.overlay.clearFault();
  bench.overlay.setFault(fault);
  const startMs = Date.now();
  const report = await look(bench, HURRIED);
  const endedInTime = Date.now() - startMs <= HURRIED.timeoutMs + GRACE_MS;
  bench.overlay.clearFault();
  return {
    target,
    kind,
    outcome: outcomeOf(healthy, report),
    exitCode: exitCodeOf(report, false),
    endedInTime,
  };
}

interface Pace {
  readonly timeoutMs: number;
  readonly attemptTimeoutMs: number;
}

async function look(
  { overlay, suite, spec }: Bench,
  { timeoutMs, attemptTimeoutMs }: Pace,
): Promise<Report> {
  const { report } = await runOnce({
    ...RUN_DEFAULTS,
    suite,
    spec,
    endpoint: overlay.url,
    region: null,
    exclude: () => null,
    failOn: null,
    timeoutMs,
    attemptTimeoutMs,
    rateShare: 1,
    signal: new AbortController().signal,
    events: {},
  });
  return report;
}

export function nameOf({ service, operation }: FaultedOperation): string {
  return `${service}:${operation}`;
}

import { ulid } from 'ulid';
import type { CallRecord, Operation } from '../core/aws.ts';
import type { Check } from '../core/check.ts';
import type { Collector } from '../core/collector.ts';
import { IDENTITY_CHECK } from '../core/check.ts';
import { evaluate, type Judged } from '../core/evaluate.ts';
import { openEvidence } from '../core/evidence.ts';
import type { Finding } from '../core/finding.ts';
import { migrationPlanOf } from '../core/migration-plan.ts';
import { collectorsFor, plan, type Exclude, type Plan } from '../core/plan.ts';
import { buildReport, type Report } from '../core/report.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Severity } from '../core/spec/sections/gates.ts';
import type { Suite } from '../core/suite.ts';
import { applyWaivers } from '../core/waivers/apply.ts';
import type { DeclaredWaiver } from '../core/waivers/waiver.ts';
import type { GivenLoadTest } from '../core/load-test.ts';
import { createClients } from './aws/clients.ts';
import { createGate } from './aws/gate.ts';
import { createConsoleGate } from './postgres/console.ts';
import { createPostgresGate } from './postgres/reader.ts';
import { collectAll, storedCalls } from './collect.ts';
import { createLoadTestGate } from './load/load-test-gate.ts';
import { loadRunOf } from './load/load-run-of.ts';
import { judgeAhead, type JudgeAhead } from './judge-ahead.ts';
import type { LoadedSpec } from './spec-file.ts';
import { loadChecks } from './suites.ts';
import { TOOL_VERSION } from './version.ts';

export interface RunEvents {
  readonly onPlanned?: (plan: Plan) => void;
  readonly onCall?: (record: CallRecord) => void;
  readonly onCollected?: (collector: Collector) => void;
}

export interface RunOptions {
  readonly suite: Suite;
  readonly spec: LoadedSpec;
  /** Replaces AWS's own addresses, for the sandbox. */
  readonly endpoint: string | null;
  /** The region that the user's environment is set to; the spec's when null. */
  readonly region: string | null;
  readonly exclude: Exclude;
  readonly failOn: Severity | null;
  /** What was accepted, until when. */
  readonly waivers: readonly DeclaredWaiver[];
  /** Ends the run, in milliseconds from its start. */
  readonly timeoutMs: number;
  readonly attemptTimeoutMs: number;
  readonly rateShare: number;
  readonly concurrency: number;
  /** The longest that one SQL statement may take, in milliseconds. */
  readonly statementTimeoutMs: number;
  /** Where connections and passwords of the databases are looked up. */
  readonly environment: NodeJS.ProcessEnv;
  /** The load test that is judged with the deployment; null when there is none. */
  readonly loadTest: GivenLoadTest | null;
  /** Ends the run at once; what was seen is still judged and reported. */
  readonly signal: AbortSignal;
  readonly events: RunEvents;
}

export const RUN_DEFAULTS = {
  timeoutMs: 5 * 60_000,
  attemptTimeoutMs: 15_000,
  rateShare: 0.5,
  concurrency: 32,
  statementTimeoutMs: 60_000,
  environment: process.env,
  waivers: [],
  loadTest: null,
} as const;

/** Everything that one run made, before any of it is written. */
export interface RunResult {
  readonly plan: Plan;
  readonly snapshot: Snapshot;
  readonly findings: readonly Finding[];
  readonly report: Report;
}

/** Looks once and judges. Never throws for what AWS answers or fails to answer. */
export async function runOnce(options: RunOptions): Promise<RunResult> {
  const startedAt = new Date();
  const planned = planRun(options);
  options.events.onPlanned?.(planned);
  // While AWS is asked: a suite does not bring the checks of the others.
  const [{ snapshot, judged }, checks] = await Promise.all([
    takeSnapshot(planned, options),
    loadChecks(),
  ]);
  const caller = callerOf(snapshot);
  const identity = {
    id: ulid(),
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    caller,
  };
  return judge(planned, snapshot, { ...options, checks }, identity, judged);
}

/** The plan of a run; `failOn` of the command line replaces the spec's. */
export function planRun({
  suite,
  spec,
  exclude,
  failOn,
}: Pick<RunOptions, 'suite' | 'spec' | 'exclude' | 'failOn'>): Plan {
  const declared = spec.document.spec;
  const gates = failOn === null ? declared.gates : { ...declared.gates, failOn };
  return plan(suite, { ...declared, gates }, exclude);
}

interface RunIdentity {
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly caller: string | null;
}

interface JudgedWith extends Pick<RunOptions, 'spec' | 'waivers'> {
  /** Every check of the product, for what they prove of the migration plan. */
  readonly checks: readonly Check[];
}

/** Judges a snapshot: the same snapshot and waivers give the same findings, byte for byte. */
export function judge(
  planned: Plan,
  snapshot: Snapshot,
  { spec: { document, digest }, waivers, checks }: JudgedWith,
  identity: RunIdentity,
  /** Rows that were judged while others were still looked at. */
  judged: Judged = new Map(),
): RunResult {
  const evidence = openEvidence(snapshot);
  const evaluated = evaluate(planned, evidence, document.positionOf, judged);
  const waived = applyWaivers(evaluated, waivers, snapshot.takenAt);
  const { file, environment } = document;
  const run = { ...identity, toolVersion: TOOL_VERSION, spec: { file, environment, digest } };
  return {
    plan: planned,
    snapshot,
    findings: waived.findings,
    report: buildReport(
      run,
      planned,
      snapshot,
      {
        ...waived,
        migrationPlan: migrationPlanOf(checks),
        load: loadRunOf(planned.spec, evidence),
      },
      document.lines,
    ),
  };
}

export function callerOf(snapshot: Snapshot): string | null {
  const record = snapshot.artifacts['aws/sts/caller'];
  const item = record?.state === 'collected' ? record.items['caller'] : undefined;
  if (item?.state !== 'present') return null;
  const { arn } = item.value as { arn?: unknown };
  return typeof arn === 'string' ? arn : null;
}

interface Taken {
  readonly snapshot: Snapshot;
  readonly judged: Judged;
}

async function takeSnapshot(planned: Plan, options: RunOptions): Promise<Taken> {
  const { spec } = planned;
  const region = options.region ?? spec.account.region;
  const takenAt = new Date();
  const collectors = collectorsFor(planned);
  const deadlineMs = takenAt.getTime() + options.timeoutMs;
  const onCall = options.events.onCall === undefined ? {} : { onCall: options.events.onCall };
  const databases = {
    migration: spec.migration,
    region,
    endpoint: options.endpoint,
    environment: options.environment,
    signal: options.signal,
    deadlineMs,
    statementTimeoutMs: options.statementTimeoutMs,
    ...onCall,
  };
  const postgres = createPostgresGate(databases);
  const pooler = createConsoleGate(databases);
  const clients = createClients(
    {
      region,
      endpoint: options.endpoint,
      requestTimeoutMs: options.attemptTimeoutMs,
      sockets: options.concurrency,
    },
    collectors.flatMap(({ operations }): readonly Operation[] => operations),
  );
  const gate = createGate({
    clients,
    region,
    signal: options.signal,
    deadlineMs,
    attemptTimeoutMs: options.attemptTimeoutMs,
    rateShare: options.rateShare,
    concurrency: { total: options.concurrency, perService: options.concurrency },
    ...onCall,
  });
  const gates = {
    aws: gate,
    postgres,
    pooler,
    loadTest: createLoadTestGate(options.loadTest),
  };
  const base = (artifacts: Snapshot['artifacts'], stopped: string | null): Snapshot => ({
    formatVersion: 1,
    specDigest: options.spec.digest,
    suite: planned.suite.id,
    account: spec.account.id,
    region: spec.account.region,
    partition: partitionOf(artifacts),
    endpoint: options.endpoint,
    takenAt: takenAt.toISOString(),
    stopped,
    artifacts,
    calls: storedCalls(gates),
  });
  const collect = (some: readonly Collector[], add: JudgeAhead['add'] = () => undefined) =>
    collectAll(
      some,
      gates,
      spec,
      { region, takenAt: takenAt.getTime() },
      {
        onCollected: (collector, record) => {
          add(collector, record);
          options.events.onCollected?.(collector);
        },
      },
    );

  try {
    // The right account first: nothing else is asked of a wrong one.
    const first = collectors.filter((collector) => isForIdentity(planned, collector));
    const identity = await collect(first);
    const start = base(identity, null);
    const stopped = whyToStop(planned, start);
    if (stopped !== null) return { snapshot: base(identity, stopped), judged: new Map() };
    const ahead = judgeAhead(planned, start, options.spec.document.positionOf);
    const others = collectors.filter((collector) => !first.includes(collector));
    const rest = await collect(others, ahead.add);
    const judged = ahead.end();
    const interrupted = options.signal.aborted ? 'The run was interrupted.' : null;
    return { snapshot: base({ ...identity, ...rest }, interrupted), judged };
  } finally {
    clients.close();
    await postgres.close();
    await pooler.close();
  }
}

function isForIdentity({ rows }: Plan, collector: Collector): boolean {
  return rows.some(
    ({ check }) => check.id === IDENTITY_CHECK && Object.values(check.needs).includes(collector),
  );
}

function whyToStop(planned: Plan, snapshot: Snapshot): string | null {
  const rows = planned.rows.filter(
    ({ check, excluded }) => check.id === IDENTITY_CHECK && excluded === null,
  );
  const findings = evaluate({ ...planned, rows }, openEvidence(snapshot), () => ({
    line: 1,
    column: 1,
  }));
  const refused = findings.find(({ status }) => status !== 'pass');
  if (refused === undefined) return null;
  return `The run stopped before this was looked at. ${refused.message ?? 'The caller is not proven.'}`;
}

function partitionOf(artifacts: Snapshot['artifacts']): string {
  const record = artifacts['aws/sts/caller'];
  const item = record?.state === 'collected' ? record.items['caller'] : undefined;
  const arn = item?.state === 'present' ? (item.value as { arn?: unknown }).arn : undefined;
  return typeof arn === 'string' ? (arn.split(':')[1] ?? 'aws') : 'aws';
}

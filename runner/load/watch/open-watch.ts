import { caller } from '../../../collectors/aws/sts/caller.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { LoadKind } from '../../../load/plan/phases.ts';
import { fusesOf, fuseText } from '../../../load/fuses/fuse.ts';
import { createClients } from '../../aws/clients.ts';
import { createGate, type Gate } from '../../aws/gate.ts';
import { UsageError } from '../../errors.ts';
import { loadTarget } from '../sendable-load.ts';
import { awsContext } from './aws-context.ts';
import { ClockOffset } from './clock-offset.ts';
import { armFuses } from './fuse-watch.ts';
import { whyUnseen } from './gaps.ts';
import { SETTLE_MS } from './settled-metrics.ts';
import { watchDeployment, type DeploymentWatch } from './watch-deployment.ts';
import { WATCHED_OPERATIONS } from './watched-operations.ts';

export interface OpenWatchOptions {
  readonly spec: Spec;
  /** What is sent; all that k6 sends unless told. */
  readonly kinds?: readonly LoadKind[];
  /** `if-possible`: without credentials load is sent all the same, and it is said that AWS is not watched. */
  readonly mode: 'always' | 'if-possible' | 'never';
  /** Replaces AWS's own addresses, for the sandbox. */
  readonly endpoint: string | null;
  readonly signal: AbortSignal;
  readonly onNote: (note: string) => void;
  /** From one look to the next, in milliseconds; 5 s unless told. */
  readonly intervalMs?: number;
  /** Before each reading of CloudWatch, in milliseconds; 3 min unless told. */
  readonly metricWaitMs?: number;
}

/** A way to AWS, to the declared account. */
export interface OpenedWatch {
  /**
   * Looks at the fuses of the load, and then watches.
   * @param onBlown is told, as a sentence, why the load is to be ended; once at most
   * @throws {UsageError} when a fuse is blown already, or one that the spec names is not seen: then nothing may be sent.
   */
  begin(onBlown: (sentence: string) => void): Promise<DeploymentWatch>;
  close(): void;
}

const ATTEMPT_TIMEOUT_MS = 5_000;
const IDENTITY_MS = 20_000;
/** Of AWS's rates: autoscaling needs them, most of all under load. */
const RATE_SHARE = 0.25;
const SOCKETS = 8;

/**
 * Makes sure, before anything is sent, that it is the declared account that will be watched, and that is loaded where it is
 * production. Null when AWS is not to be watched, or cannot be.
 * @throws {UsageError} when the credentials are of another account; when it cannot be seen of which, if the target is production or
 *   AWS must be watched; when the spec names fuses and AWS is not watched; and when CloudWatch is not to be given the time to settle.
 */
export async function openWatch(options: OpenWatchOptions): Promise<OpenedWatch | null> {
  const { spec, mode, endpoint, signal, onNote } = options;
  const target = loadTarget(spec);
  const isProduction = target.environment === 'production';
  if (mode === 'never') {
    mustNameNoFuse(spec, 'Leave --no-watch out.');
    noteWithoutFuses(spec, onNote);
    if (!isProduction) return null;
  }
  if (mode !== 'never') mustWaitForMetrics(options);
  const clock = new ClockOffset();
  const clients = createClients(
    {
      region: spec.account.region,
      endpoint,
      requestTimeoutMs: ATTEMPT_TIMEOUT_MS,
      sockets: SOCKETS,
      onClock: clock.observe,
    },
    WATCHED_OPERATIONS,
  );
  const gateUntil = (deadlineMs: number): Gate =>
    createGate({
      clients,
      region: spec.account.region,
      signal,
      deadlineMs,
      attemptTimeoutMs: ATTEMPT_TIMEOUT_MS,
      rateShare: RATE_SHARE,
      concurrency: { total: SOCKETS, perService: SOCKETS },
    });
  let isWatched = false;
  try {
    const why = await whyNotSeen(gateUntil(Date.now() + IDENTITY_MS), spec);
    if (why !== null && isProduction) {
      throw new UsageError(
        `${target.origin} is production, and is loaded only with credentials that are seen to be of its account. ${why}`,
      );
    }
    if (why !== null && mode === 'always') {
      throw new UsageError(
        `AWS cannot be watched. ${why} To send the load all the same, leave --watch out.`,
      );
    }
    if (why !== null) {
      mustNameNoFuse(spec, why);
      onNote(`AWS is not watched, and what it reports is not kept. ${why}`);
      noteWithoutFuses(spec, onNote);
    }
    isWatched = why === null && mode !== 'never';
  } finally {
    if (!isWatched) clients.close();
  }
  if (!isWatched) return null;
  return {
    begin: async (onBlown) => {
      const fuses = await armFuses({ spec, gateUntil, clock, onNote, onBlown });
      // The sandbox has its metrics at once.
      const settling = endpoint === null ? {} : { settleMs: 0 };
      return watchDeployment({ ...options, ...settling, gateUntil, clock, fuses });
    },
    close: () => {
      clients.close();
    },
  };
}

/** @throws {UsageError} when it does not: the load would be sent for nothing, as no metric of it would count as settled. */
function mustWaitForMetrics({
  endpoint,
  metricWaitMs = SETTLE_MS,
}: Pick<OpenWatchOptions, 'endpoint' | 'metricWaitMs'>): void {
  if (endpoint !== null || metricWaitMs >= SETTLE_MS) return;
  throw new UsageError(
    `CloudWatch is minutes late, and two readings that are less than ${SETTLE_MS / 60_000} min apart do not show that it has settled: --metric-wait takes ${SETTLE_MS / 60_000}m or more.`,
  );
}

/** @throws {UsageError} when it does: whoever asks for a guard is not to find that there was none. */
function mustNameNoFuse(spec: Spec, why: string): void {
  const named = fusesOf(spec).filter(({ isNamed }) => isNamed);
  if (named.length === 0) return;
  throw new UsageError(
    `The spec names fuses of the load (load.fuses: ${named.map(({ name }) => name).join(', ')}), and they are seen only when AWS is watched. ${why}`,
  );
}

/** What would be looked at without being named is not, and that is said. */
function noteWithoutFuses(spec: Spec, onNote: (note: string) => void): void {
  for (const fuse of fusesOf(spec)) {
    onNote(`${fuseText(fuse)} is not watched, and does not end the load.`);
  }
}

/**
 * Null when the credentials are seen to be of the declared account; a sentence when it is not seen of which they are.
 * @throws {UsageError} when they are of another one, whoever wants to watch: what is seen there is not what is loaded.
 */
async function whyNotSeen(gate: Gate, spec: Spec): Promise<string | null> {
  const { caller: found } = await caller.collect(
    awsContext(gate.readerFor(caller.operations), spec),
  );
  switch (found?.state) {
    case undefined:
    case 'absent':
      return 'AWS knows no caller for these credentials.';
    case 'unseen':
      return whyUnseen(found.cause);
    case 'present': {
      const { account } = found.value;
      if (account === spec.account.id) return null;
      throw new UsageError(
        `The credentials are of the account ${account}, and the spec's is ${spec.account.id}. Select the profile or role of that account; to load what is not production without watching AWS: --no-watch`,
      );
    }
  }
}

import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { ulid } from 'ulid';
import type { DeploymentRecord } from '../../core/load/deployment-record.ts';
import {
  worstVerdict,
  type LoadDocument,
  type WorkloadVerdict,
} from '../../core/load/load-document.ts';
import type { Judgement } from '../../load/judge/judgement.ts';
import { judgeLoad } from '../../load/judge/load-run.ts';
import { ofSentSizes, sentSizes, type SentSize } from '../../load/judge/sent-size.ts';
import type { ScenarioKind } from '../../load/plan/phases.ts';
import type { ScenarioPlan } from '../../load/plan/scenario-plan.ts';
import { scheduledRequests, scheduleOf } from '../../load/plan/schedule.ts';
import { secondsOf } from '../../load/plan/scenario-plan.ts';
import { UsageError } from '../errors.ts';
import type { LoadedSpec } from '../spec-file.ts';
import { TOOL_VERSION } from '../version.ts';
import type { K6Binary } from './k6-binary.ts';
import { markerAt, untilReady } from './common-start.ts';
import { LiveLoad, type LoadProgress } from './live-load.ts';
import type { KeptScenario } from '../../load/kept/scenario.ts';
import { keepDeployment, keepDocument, keepScenario, makeFolder } from './load-folder.ts';
import { runLoad, type LoadShare } from './run-load.ts';
import { sendableLoad, sendablePlan } from './sendable-load.ts';
import { targetAddresses, type Lookup } from './target-addresses.ts';
import type { OpenedWatch } from './watch/open-watch.ts';

export interface TestLoadOptions {
  readonly spec: LoadedSpec;
  readonly specFile: string;
  readonly environment: string | null;
  /** In this order; one that cannot go on ends the test. */
  readonly kinds: readonly ScenarioKind[];
  readonly seed: number;
  /** Of a segment there is one scenario. */
  readonly share: LoadShare;
  readonly k6: K6Binary;
  /** Where load tests are kept. */
  readonly store: string;
  /** Ends the test early; what was seen until then is kept and judged. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly onNote: (note: string) => void;
  /** Looks at what AWS reports meanwhile; null when it is not watched. */
  readonly watch: Pick<OpenedWatch, 'begin'> | null;
  readonly resolve?: Lookup;
}

export interface TestedLoad {
  readonly document: LoadDocument;
  readonly folder: string;
}

const PROGRESS_MS = 1_000;

/**
 * Sends the scenarios one after the other, keeps each as soon as it is over, and judges them.
 * @throws {UsageError} before anything is sent when a scenario cannot be sent, or its target is none to load.
 */
export async function testLoad(options: TestLoadOptions): Promise<TestedLoad> {
  const { spec, kinds, share } = options;
  const load = sendableLoad(spec.document.spec);
  const id = ulid();
  const marker = share.kind === 'segment' ? markerAt(share.startAtMs) : id;
  const plans = kinds.map((kind) => ({
    kind,
    plan: sendablePlan(load, kind, { seed: options.seed, marker }),
  }));
  const addresses = await targetAddresses(load.target.origin, options.resolve);
  if (share.kind === 'segment') {
    await untilReady(share.startAtMs, options);
    // It may have been a long wait.
    await targetAddresses(load.target.origin, options.resolve);
  }
  const folder = join(options.store, id);
  await makeFolder(folder);
  const watch = options.watch?.begin() ?? null;
  const kept: KeptScenario[] = [];
  let stop: LoadDocument['stop'] = null;
  for (const [index, { kind, plan }] of plans.entries()) {
    if (index > 0) {
      stop = await addressStop(kind, load.target.origin, options.resolve);
      if (stop !== null) break;
    }
    const ran = await send(kind, plan, options, { number: index + 1, scenarios: plans.length });
    kept.push(ran);
    await keepScenario(folder, index + 1, ran);
    const next = plans[index + 1];
    if (next === undefined) break;
    const why = reasonToStop(ran, options);
    if (why === null) continue;
    options.onNote(`${why} The scenario ${next.kind} and what follows it is not sent.`);
    break;
  }
  const documentBy = (deployment: DeploymentRecord | null) =>
    loadDocument(kept, {
      id,
      k6: options.k6.version,
      spec,
      specFile: options.specFile,
      environment: options.environment,
      addresses,
      deployment,
      sentTo: null,
      stop,
    });
  const document = documentBy(null);
  await keepDocument(folder, document);
  if (watch === null) return { document, folder };
  // CloudWatch is minutes late: what was sent is kept before it is waited for.
  const deployment = await watch.end();
  await keepDeployment(folder, deployment);
  const whole = documentBy(deployment);
  await keepDocument(folder, whole);
  return { document: whole, folder };
}

async function send(
  kind: ScenarioKind,
  plan: ScenarioPlan,
  { k6, share, signal, onProgress }: TestLoadOptions,
  place: Pick<LoadProgress, 'number' | 'scenarios'>,
): Promise<KeptScenario> {
  const startedAt = new Date();
  const planned = scheduledRequests(scheduleOf(plan));
  const seconds = Math.max(...plan.scenarios.map(secondsOf));
  const live = new LiveLoad();
  const tell = () => {
    const elapsed = (Date.now() - startedAt.getTime()) / 1000;
    const secondsLeft = Math.max(0, Math.ceil(seconds - elapsed));
    onProgress({ ...place, ...live.now(), scenario: kind, planned, secondsLeft });
  };
  const ticking = setInterval(tell, PROGRESS_MS);
  try {
    const { fold, stop, problems } = await runLoad(plan, {
      k6,
      share,
      signal,
      observe: (point) => {
        live.observe(point);
      },
    });
    return {
      kind,
      plan,
      segment: share.kind === 'segment' ? share.segment : null,
      startedAt: startedAt.toISOString(),
      endedAt: new Date().toISOString(),
      fold,
      stop: stop === null ? null : { ...stop, by: stop.by === 'fuse' ? 'guard' : 'caller' },
      problems,
    };
  } finally {
    clearInterval(ticking);
  }
}

/** Why a scenario is not sent when its target is none to load any more; what was sent before is kept and judged all the same. */
async function addressStop(
  kind: ScenarioKind,
  origin: string,
  resolve: Lookup | undefined,
): Promise<LoadDocument['stop']> {
  try {
    await targetAddresses(origin, resolve);
    return null;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return {
      by: 'guard',
      sentence: `The scenario ${kind} and what follows it was not sent. ${error.message}`,
    };
  }
}

/** Why nothing more is sent after a scenario; null when it may go on. */
function reasonToStop(ran: KeptScenario, { spec }: TestLoadOptions): string | null {
  if (ran.stop !== null) return ran.stop.sentence;
  const bad = judgeLoad(spec.document.spec, [ran], null).judgements.find(
    ({ verdict }) => verdict === 'INVALID' || verdict === 'UNDERSIZED',
  );
  return bad === undefined ? null : `${bad.scenario} of ${bad.workload}: ${bad.reason}`;
}

/** What of a test is not in its scenarios. */
export interface TestFacts {
  readonly id: string;
  readonly k6: string;
  readonly spec: LoadedSpec;
  readonly specFile: string;
  readonly environment: string | null;
  readonly addresses: readonly string[];
  /** What AWS reported meanwhile; null when it was not watched. */
  readonly deployment: DeploymentRecord | null;
  /** The sizes that were declared when it was sent; null when that is by this very spec. */
  readonly sentTo: readonly SentSize[] | null;
  /** Why it ended between two scenarios; null when it did not. */
  readonly stop: LoadDocument['stop'];
}

/**
 * What the scenarios of a test say, by the spec. The same scenarios and the same spec give the same document.
 * @throws {RangeError} when there are none.
 */
export function loadDocument(kept: readonly KeptScenario[], facts: TestFacts): LoadDocument {
  const { spec } = facts.spec.document;
  const { target } = sendableLoad(spec);
  const { load, judgements } = judgeLoad(spec, kept, facts.deployment);
  const sentTo = facts.sentTo ?? sentSizes(spec, load.sizing);
  const sizing = [...ofSentSizes(spec, load.sizing, sentTo)];
  return {
    formatVersion: 1,
    id: facts.id,
    tool: TOOL_VERSION,
    marker: kept[0]?.plan.marker ?? facts.id,
    k6: facts.k6,
    spec: { file: facts.specFile, environment: facts.environment, digest: facts.spec.digest },
    deployment: spec.deployment,
    account: { id: spec.account.id, region: spec.account.region },
    target: {
      origin: target.origin,
      environment: target.environment,
      addresses: [...facts.addresses],
    },
    declarations: declarationsOf(sentTo),
    watched: facts.deployment !== null,
    stop: kept.map(({ stop }) => stop).find((stop) => stop !== null) ?? facts.stop,
    verdict: worstVerdict(sizing.map(({ verdict }) => verdict)),
    workloads: judgements.map(verdictOf),
    load: { ...load, sizing },
  };
}

function declarationsOf(sizes: readonly SentSize[]): Record<string, string> {
  return Object.fromEntries(
    sizes.flatMap(({ resource, declaration }) =>
      declaration === null ? [] : [[resource, declaration]],
    ),
  );
}

function verdictOf({
  scenario,
  workload,
  verdict,
  rule,
  reason,
  evidence,
}: Judgement): WorkloadVerdict {
  return { scenario, workload, verdict, rule, reason, evidence: { ...evidence } };
}

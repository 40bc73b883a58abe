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
import { messageCost } from '../../load/cost/message-cost.ts';
import type { SentMessages } from '../../load/kept/messages.ts';
import type { SearchSettings } from '../../load/breakpoint/settings.ts';
import type { PlanFacts, SendableLoad } from '../../load/plan/load-plan.ts';
import { type MessagePlan, secondsOfMessages } from '../../load/plan/message-plan.ts';
import {
  MESSAGING,
  type LoadKind,
  type PlannedKind,
  type ScenarioKind,
} from '../../load/plan/phases.ts';
import type { ScenarioPlan } from '../../load/plan/scenario-plan.ts';
import { scheduledRequests, scheduleOf } from '../../load/plan/schedule.ts';
import { requestsOf, secondsOf } from '../../load/plan/scenario-plan.ts';
import { UsageError } from '../errors.ts';
import type { LoadedSpec } from '../spec-file.ts';
import { TOOL_VERSION } from '../version.ts';
import type { K6Binary } from './k6-binary.ts';
import { markerAt, untilReady } from './common-start.ts';
import { LoadGuard } from './load-guard.ts';
import { LiveLoad, type LoadProgress } from './live-load.ts';
import type { KeptScenario } from '../../load/kept/scenario.ts';
import {
  keepDeployment,
  keepDocument,
  keepMessages,
  keepScenario,
  makeFolder,
} from './load-folder.ts';
import { sendMessages } from './messages/send-messages.ts';
import type { Transport } from './messages/transport.ts';
import { costOf, costOfSearch, mustBeAffordable } from './affordable-load.ts';
import { runLoad, type LoadShare } from './run-load.ts';
import { secretHeaders } from './secret-headers.ts';
import { sendSearch } from './send-search.ts';
import { plannedKind } from './planned-kind.ts';
import {
  loadTarget,
  sendableLoad,
  sendableMessages,
  sendablePlan,
  sendableSearch,
} from './sendable-load.ts';
import { targetAddresses, type Lookup } from './target-addresses.ts';
import type { OpenedWatch } from './watch/open-watch.ts';

export interface TestLoadOptions {
  readonly spec: LoadedSpec;
  readonly specFile: string;
  readonly environment: string | null;
  /** In this order; one that cannot go on ends the test. */
  readonly kinds: readonly LoadKind[];
  readonly seed: number;
  /** Of a segment there is one scenario. */
  readonly share: LoadShare;
  /** Null when messages alone are sent. */
  readonly k6: K6Binary | null;
  /** Takes messages to AWS; asked for when there are some to be sent. */
  readonly openTransport: (plan: MessagePlan) => Promise<Transport>;
  /** Where load tests are kept. */
  readonly store: string;
  /** Ends the test early; what was seen until then is kept and judged. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly onNote: (note: string) => void;
  /** Looks at what AWS reports meanwhile; null when it is not watched. */
  readonly watch: Pick<OpenedWatch, 'begin'> | null;
  readonly resolve?: Lookup;
  /** Where headers are taken from; the environment of this process when left out. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /** How long this process may hang before its watchdog ends the load, in milliseconds; 15 s unless told. */
  readonly silenceMs?: number;
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
  const target = loadTarget(spec.document.spec);
  const { origin } = target;
  const id = ulid();
  const marker = share.kind === 'segment' ? markerAt(share.startAtMs) : id;
  const facts = { seed: options.seed, marker };
  const plans = plansOf(options, facts);
  for (const { kind, plan } of plans) {
    mustBeAffordable(spec.document.spec, costOf(spec.document.spec, kind, plan));
  }
  const search = searchOf(options, facts);
  const sendsRequests = plans.length > 0 || search !== null;
  const secrets = sendsRequests ? secretHeaders(target, options.variables ?? process.env) : {};
  const messagePlan = messagePlanOf(options, facts);
  const resolve = options.resolve;
  const addresses =
    plans.length === 0 && search === null ? [] : await targetAddresses(origin, resolve);
  if (share.kind === 'segment') {
    await untilReady(share.startAtMs, options);
    // It may have been a long wait.
    await targetAddresses(origin, resolve);
  }
  const folder = join(options.store, id);
  const guard = new LoadGuard();
  const watch =
    (await options.watch?.begin((sentence) => {
      guard.end(sentence);
    })) ?? null;
  try {
    await makeFolder(folder);
    const { kept, stop } = await sendScenarios(
      { plans, search, messagePlan, secrets, folder, guard },
      options,
    );
    const place = { number: kinds.length, scenarios: kinds.length };
    const messages =
      messagePlan !== null && stop === null
        ? await sendAll(messagePlan, { ...options, guard }, place)
        : null;
    if (messages !== null) await keepMessages(folder, messages);
    const documentBy = (deployment: DeploymentRecord | null) =>
      loadDocument(kept, {
        id,
        k6: kept.length === 0 ? null : (options.k6?.version ?? null),
        spec,
        specFile: options.specFile,
        environment: options.environment,
        addresses,
        messages,
        deployment,
        sentTo: null,
        // What went off as the last was answered says the same of the deployment as if it had been earlier.
        stop: stop ?? guard.stop,
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
  } finally {
    watch?.abandon();
  }
}

interface Sent {
  readonly kept: readonly KeptScenario[];
  /** Why it ended between two of them, or after the last with messages still to be sent; null when it did not. */
  readonly stop: LoadDocument['stop'];
}

interface ToSend {
  readonly plans: readonly PlannedByK6[];
  readonly search: SearchToSend | null;
  readonly messagePlan: MessagePlan | null;
  /** What k6 is given and nobody else. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly guard: LoadGuard;
}

/** Sends the scenarios until one of them, or what is seen between them, ends the test; keeps each. */
async function sendScenarios(
  { plans, search, messagePlan, secrets, folder, guard }: ToSend,
  options: TestLoadOptions,
): Promise<Sent> {
  const { origin } = loadTarget(options.spec.document.spec);
  const kept: KeptScenario[] = [];
  for (const [index, { kind, plan, k6 }] of plans.entries()) {
    if (index > 0) {
      const stop = notSent(kind, guard.stop) ?? (await addressStop(kind, origin, options.resolve));
      if (stop !== null) return { kept, stop };
    }
    const place = { number: index + 1, scenarios: options.kinds.length };
    const ran = await send({ kind, plan, level: null }, { ...options, k6, secrets, guard }, place);
    kept.push(ran);
    await keepScenario(folder, index + 1, ran);
    const next =
      plans[index + 1]?.kind ??
      (search === null ? (messagePlan === null ? undefined : MESSAGING) : 'breakpoint');
    if (next === undefined) break;
    const stop = reasonToStop(ran, options);
    if (stop === null) continue;
    options.onNote(`${stop.sentence} The scenario ${next} and what follows it is not sent.`);
    return { kept, stop };
  }
  if (search !== null) return searchAfter(kept, search, { secrets, folder, guard }, options);
  return {
    kept,
    stop: messagePlan === null ? null : notSent(MESSAGING, kept.length === 0 ? null : guard.stop),
  };
}

/** Sends the levels of a search after what was sent before it. */
async function searchAfter(
  before: readonly KeptScenario[],
  { k6, load, settings, facts }: SearchToSend,
  { secrets, folder, guard }: Pick<ToSend, 'secrets' | 'folder' | 'guard'>,
  options: TestLoadOptions,
): Promise<Sent> {
  const { origin } = loadTarget(options.spec.document.spec);
  const kept = [...before];
  let stop: LoadDocument['stop'] = null;
  const mayGoOn = async () => {
    stop =
      notSent('breakpoint', guard.stop) ??
      (await addressStop('breakpoint', origin, options.resolve));
    return stop === null;
  };
  if (kept.length > 0 && !(await mayGoOn())) return { kept, stop };
  const scenarios = options.kinds.length;
  await sendSearch({
    ...{ spec: options.spec.document.spec, load, settings, facts, mayGoOn },
    signal: options.signal,
    send: async (plan, level, number) => {
      const place = { number: scenarios, scenarios, level: number };
      const ran = await send(
        { kind: 'breakpoint', plan, level },
        { ...options, k6, secrets, guard },
        place,
      );
      kept.push(ran);
      await keepScenario(folder, kept.length, ran);
      return ran;
    },
    onNote: options.onNote,
  });
  return { kept, stop };
}

interface PlannedByK6 {
  readonly kind: PlannedKind;
  readonly plan: ScenarioPlan;
  readonly k6: K6Binary;
}

/** What k6 is given for each of its scenarios. */
function plansOf(
  { spec, kinds, k6 }: TestLoadOptions,
  facts: { readonly seed: number; readonly marker: string },
): readonly PlannedByK6[] {
  const named = kinds.filter((kind) => kind !== MESSAGING && kind !== 'breakpoint');
  if (named.length === 0) return [];
  if (k6 === null) throw new Error('Requests are sent with k6, and there is none.');
  const load = sendableLoad(spec.document.spec);
  return named.map((kind) => ({ kind, plan: sendablePlan(load, kind, facts), k6 }));
}

interface SearchToSend {
  readonly load: SendableLoad;
  readonly settings: SearchSettings;
  readonly facts: PlanFacts;
  readonly k6: K6Binary;
}

/**
 * What a search goes by; null when there is none. Whatever it may come to is within the limits.
 * @throws {UsageError} when it cannot be sent, not in parts, or not before messages.
 */
function searchOf(
  { spec, kinds, share, k6 }: TestLoadOptions,
  facts: PlanFacts,
): SearchToSend | null {
  if (!kinds.includes('breakpoint')) return null;
  if (share.kind === 'segment') plannedKind('breakpoint');
  if (kinds.includes(MESSAGING)) {
    throw new UsageError(
      'A breakpoint overloads what is deployed: send the messages in a load test of their own.',
    );
  }
  if (k6 === null) throw new Error('Requests are sent with k6, and there is none.');
  const load = sendableLoad(spec.document.spec);
  const search = sendableSearch(load, facts);
  mustBeAffordable(spec.document.spec, costOfSearch(spec.document.spec, search));
  return { load, settings: search.settings, facts, k6 };
}

/**
 * What is sent to queues; null when nothing is.
 * @throws {UsageError} when it cannot be sent, is not within the limits, or when nobody made sure to which account it goes.
 */
function messagePlanOf(
  { spec, kinds, share, watch }: TestLoadOptions,
  facts: { readonly seed: number; readonly marker: string },
): MessagePlan | null {
  if (!kinds.includes(MESSAGING)) return null;
  if (share.kind === 'segment') {
    throw new UsageError('Messages are sent from one place: they have no segments.');
  }
  if (watch === null) {
    throw new UsageError(
      'Messages are sent only with credentials that are seen to be of the declared account, and with AWS watched.',
    );
  }
  const plan = sendableMessages(spec.document.spec, facts);
  mustBeAffordable(spec.document.spec, messageCost(plan));
  return plan;
}

/** Sends the messages, and tells how it goes. */
async function sendAll(
  plan: MessagePlan,
  { openTransport, signal, guard, onProgress }: TestLoadOptions & { readonly guard: LoadGuard },
  place: Pick<LoadProgress, 'number' | 'scenarios'>,
): Promise<SentMessages> {
  const startedMs = Date.now();
  const planned = plan.flows
    .flatMap(({ phases }) => phases.map(requestsOf))
    .reduce((sum, count) => sum + count, 0);
  let told = { taken: 0, failed: 0 };
  const tell = () => {
    const elapsed = (Date.now() - startedMs) / 1000;
    onProgress({
      ...place,
      scenario: MESSAGING,
      answered: told.taken,
      failed: told.failed,
      planned: Math.round(planned),
      p95Ms: null,
      answeredPerSecond: elapsed === 0 ? 0 : told.taken / elapsed,
      secondsLeft: Math.max(0, Math.ceil(secondsOfMessages(plan) - elapsed)),
    });
  };
  const transport = await openTransport(plan);
  const ticking = setInterval(tell, PROGRESS_MS);
  try {
    return await sendMessages(plan, {
      transport,
      signal,
      guard,
      observe: (progress) => {
        told = progress;
      },
    });
  } finally {
    clearInterval(ticking);
    transport.close();
  }
}

async function send(
  { kind, plan, level }: Pick<KeptScenario, 'kind' | 'plan' | 'level'>,
  {
    k6,
    share,
    signal,
    secrets,
    guard,
    silenceMs,
    onProgress,
  }: TestLoadOptions & {
    readonly k6: K6Binary;
    readonly secrets: Readonly<Record<string, string>>;
    readonly guard: LoadGuard;
  },
  {
    level: levelNumber,
    ...place
  }: Pick<LoadProgress, 'number' | 'scenarios'> & { readonly level?: number },
): Promise<KeptScenario> {
  const startedAt = new Date();
  const planned = scheduledRequests(scheduleOf(plan));
  const seconds = Math.max(...plan.scenarios.map(secondsOf));
  const scenario = levelNumber === undefined ? kind : `${kind}, level ${levelNumber}`;
  const live = new LiveLoad();
  const tell = () => {
    const elapsed = (Date.now() - startedAt.getTime()) / 1000;
    const secondsLeft = Math.max(0, Math.ceil(seconds - elapsed));
    onProgress({ ...place, ...live.now(), scenario, planned, secondsLeft });
  };
  const ticking = setInterval(tell, PROGRESS_MS);
  try {
    const { fold, stop, problems, cpu } = await runLoad(plan, {
      k6,
      secrets,
      share,
      signal,
      guard,
      ...(silenceMs === undefined ? {} : { silenceMs }),
      observe: (point) => {
        live.observe(point);
      },
    });
    return {
      kind,
      plan,
      segment: share.kind === 'segment' ? share.segment : null,
      level,
      startedAt: startedAt.toISOString(),
      endedAt: new Date().toISOString(),
      fold,
      stop,
      problems,
      generators: [cpu],
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
      sentence: notSentText(kind, error.message),
    };
  }
}

/** What ended the test between two scenarios. */
function notSent(kind: LoadKind, stop: LoadDocument['stop']): LoadDocument['stop'] {
  return stop === null ? null : { ...stop, sentence: notSentText(kind, stop.sentence) };
}

function notSentText(kind: LoadKind, why: string): string {
  return `The scenario ${kind} and what follows it was not sent. ${why}`;
}

/** Why nothing more is sent after a scenario; null when it may go on. */
function reasonToStop(ran: KeptScenario, { spec }: TestLoadOptions): LoadDocument['stop'] {
  if (ran.stop !== null) return ran.stop;
  const bad = judgeLoad(spec.document.spec, [ran], null).judgements.find(
    ({ verdict }) => verdict === 'INVALID' || verdict === 'UNDERSIZED',
  );
  return bad === undefined
    ? null
    : { by: 'verdict', sentence: `${bad.scenario} of ${bad.workload}: ${bad.reason}` };
}

/** What of a test is not in its scenarios. */
export interface TestFacts {
  readonly id: string;
  readonly k6: string | null;
  readonly spec: LoadedSpec;
  readonly specFile: string;
  readonly environment: string | null;
  readonly addresses: readonly string[];
  /** Null when none were sent. */
  readonly messages?: SentMessages | null;
  /** What AWS reported meanwhile; null when it was not watched. */
  readonly deployment: DeploymentRecord | null;
  /** The sizes that were declared when it was sent; null when that is by this very spec. */
  readonly sentTo: readonly SentSize[] | null;
  /** Why it ended between two scenarios; null when it did not. */
  readonly stop: LoadDocument['stop'];
}

/**
 * What the scenarios of a test say, by the spec. The same scenarios and the same spec give the same document.
 * @throws {RangeError} when nothing was sent.
 */
export function loadDocument(kept: readonly KeptScenario[], facts: TestFacts): LoadDocument {
  const { spec } = facts.spec.document;
  const target = loadTarget(spec);
  const messages = facts.messages ?? null;
  const { load, judgements, stop } = judgeLoad(spec, kept, facts.deployment, messages);
  const sentTo = facts.sentTo ?? sentSizes(spec, load.sizing);
  const sizing = [...ofSentSizes(spec, load.sizing, sentTo)];
  return {
    formatVersion: 1,
    id: facts.id,
    tool: TOOL_VERSION,
    marker: kept[0]?.plan.marker ?? messages?.plan.marker ?? facts.id,
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
    messaging: messages !== null,
    stop: stop ?? facts.stop,
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

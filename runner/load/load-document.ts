import type { DeploymentRecord } from '../../core/load/deployment-record.ts';
import {
  worstVerdict,
  type LoadDocument,
  type WorkloadVerdict,
} from '../../core/load/load-document.ts';
import type { Judgement } from '../../load/judge/judgement.ts';
import { endedByError, workloadEndedByError } from '../../load/judge/ended-by-error.ts';
import { judgeLoad } from '../../load/judge/load-run.ts';
import { ofSentSizes, sentSizes, type SentSize } from '../../load/judge/sent-size.ts';
import type { SentMessages } from '../../load/kept/messages.ts';
import type { KeptScenario } from '../../load/kept/scenario.ts';
import type { LoadedSpec } from '../spec-file.ts';
import { TOOL_VERSION } from '../version.ts';
import { loadTarget } from './sendable-load.ts';

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
  /** The sizes that were declared when it was sent, none when they are not known; null when that is by this very spec. */
  readonly sentTo: readonly SentSize[] | null;
  /** Why it ended between two scenarios, or of an error; null when it did not. */
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
  const judged = endedByError({ ...load, sizing }, facts.stop);
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
    sizesKnown: sentTo.length > 0,
    watched: facts.deployment !== null,
    messaging: messages !== null,
    // That not all of it is kept is to be known as long as it is kept.
    stop: facts.stop?.by === 'error' ? facts.stop : (stop ?? facts.stop),
    verdict: worstVerdict(judged.sizing.map(({ verdict }) => verdict)),
    workloads: judgements.map((judgement) =>
      workloadEndedByError(verdictOf(judgement), facts.stop),
    ),
    load: judged,
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

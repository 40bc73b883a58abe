import { createHash } from 'node:crypto';
import type { CallRecord } from '../../core/aws.ts';
import type { GivenLoadTest } from '../../core/load-test.ts';
import type { SentMessages } from '../../load/kept/messages.ts';
import type { KeptScenario } from '../../load/kept/scenario.ts';
import type { LoadTest } from '../../load/kept/load-test.ts';
import { storeScenario } from '../../load/kept/scenario.ts';
import type { LoadedSpec } from '../spec-file.ts';
import { readTest } from './judge-kept.ts';
import { sizesOf } from './sizes-of.ts';

/**
 * A kept load test, for a run to judge.
 * @throws {UsageError} when it cannot be read, is not whole, or went to another deployment than the spec's.
 */
export async function givenLoadTest(folder: string, spec: LoadedSpec): Promise<GivenLoadTest> {
  const { document, kept, messages, deployment } = await readTest(folder, spec);
  const { id, k6, target, stop } = document;
  const content: LoadTest = {
    formatVersion: 1,
    id,
    k6,
    origin: target.origin,
    stop,
    sizes: sizesOf(document),
    scenarios: kept.map(storeScenario),
    messages,
    deployment,
  };
  const { region } = spec.document.spec.account;
  const sent = [
    ...kept.map((scenario) => callOf(scenario, id, region)),
    ...(messages === null ? [] : [callOfMessages(messages, id)]),
  ];
  return { content, calls: [...sent, ...(deployment?.calls ?? [])] };
}

/** A scenario in the ledger: what was sent and told is what a finding about it rests on. */
export function callOf(
  { kind, plan, startedAt, endedAt, fold }: KeptScenario,
  loadTest: string,
  region: string,
): CallRecord {
  const requests = fold.account().requests;
  const parameters = { loadTest, origin: plan.origin, requests, seed: plan.seed };
  return sentCall(`k6:${kind}`, parameters, { region, startedAt, endedAt });
}

/** The messages in the ledger. */
export function callOfMessages(
  { plan, flows, startedAt, endedAt }: SentMessages,
  loadTest: string,
): CallRecord {
  const messages = flows
    .flatMap(({ phases }) => phases)
    .reduce((sum, { accepted }) => sum + accepted, 0);
  const parameters = { loadTest, account: plan.account, messages, seed: plan.seed };
  return sentCall('messages:send', parameters, { region: plan.region, startedAt, endedAt });
}

function sentCall(
  operation: string,
  sent: Readonly<Record<string, string | number>>,
  {
    region,
    startedAt,
    endedAt,
  }: { readonly region: string; readonly startedAt: string; readonly endedAt: string },
): CallRecord {
  const parameters = JSON.stringify(sent);
  const hash = createHash('sha256').update(parameters).digest('hex').slice(0, 8);
  return {
    id: `${operation}#${hash}`,
    operation,
    region,
    parameters,
    startedAt,
    durationMs: Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)),
    attempts: 1,
    pages: 1,
    outcome: 'answered',
    code: null,
    requestId: null,
  };
}

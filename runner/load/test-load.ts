import { join } from 'node:path';
import { ulid } from 'ulid';
import type { DeploymentRecord } from '../../core/load/deployment-record.ts';
import type { LoadDocument, Stop } from '../../core/load/load-document.ts';
import { redactText } from '../../core/redact.ts';
import { connectionForecasts } from '../../load/foresight/connections.ts';
import type { SentMessages } from '../../load/kept/messages.ts';
import type { KeptScenario } from '../../load/kept/scenario.ts';
import type { MessagePlan } from '../../load/plan/message-plan.ts';
import type { LoadKind } from '../../load/plan/phases.ts';
import { messageOf } from '../message-of.ts';
import type { LoadedSpec } from '../spec-file.ts';
import { markerAt, untilReady } from './common-start.ts';
import type { K6Binary } from './k6-binary.ts';
import type { LoadProgress } from './live-load.ts';
import { loadDocument } from './load-document.ts';
import {
  keepDeployment,
  keepDocument,
  keepMessages,
  keepScenario,
  makeFolder,
} from './load-folder.ts';
import { LoadGuard } from './load-guard.ts';
import { loadToSend, sendsRequests } from './load-to-send.ts';
import { sendWithProgress } from './messages/send-with-progress.ts';
import type { Transport } from './messages/transport.ts';
import type { LoadRunOptions, LoadShare } from './run-load.ts';
import { sendScenarios } from './send-scenarios.ts';
import { loadTarget } from './sendable-load.ts';
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
  /** Looks at what sending takes of the CPU; that of this machine when left out. */
  readonly startMeter?: LoadRunOptions['startMeter'];
}

export interface TestedLoad {
  readonly document: LoadDocument;
  readonly folder: string;
}

/**
 * Sends the scenarios one after the other, keeps each as soon as it is over, and judges them.
 * @throws {UsageError} before anything is sent when a scenario cannot be sent, or its target is none to load.
 * @throws whatever it cannot go on for; what was kept until then is a test that says so, and by which nothing holds.
 */
export async function testLoad(options: TestLoadOptions): Promise<TestedLoad> {
  const { kinds, share, resolve } = options;
  const { spec } = options.spec.document;
  const { origin } = loadTarget(spec);
  const id = ulid();
  const marker = share.kind === 'segment' ? markerAt(share.startAtMs) : id;
  const load = loadToSend(
    {
      ...{ spec, kinds, share, k6: options.k6, isWatched: options.watch !== null },
      variables: options.variables ?? process.env,
    },
    { seed: options.seed, marker },
  );
  for (const { about, outcome, says } of connectionForecasts(spec)) {
    if (outcome === 'fails') options.onNote(`${about} is too small whatever is measured. ${says}`);
  }
  const addresses = sendsRequests(load) ? await targetAddresses(origin, resolve) : [];
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
  const kept: KeptParts = { scenarios: [], messages: null, deployment: null };
  const documentBy = (stop: Stop | null) =>
    loadDocument(kept.scenarios, {
      id,
      k6: kept.scenarios.length === 0 ? null : (options.k6?.version ?? null),
      spec: options.spec,
      specFile: options.specFile,
      environment: options.environment,
      addresses,
      messages: kept.messages,
      deployment: kept.deployment,
      sentTo: null,
      stop,
    });
  try {
    await makeFolder(folder);
    const { signal, silenceMs, startMeter, onProgress, onNote } = options;
    const between = await sendScenarios(load, {
      ...{ spec, scenarios: kinds.length, share, signal, guard, onProgress, onNote, resolve },
      startMeter,
      ...(silenceMs === undefined ? {} : { silenceMs }),
      keep: async (ran) => {
        await keepScenario(folder, kept.scenarios.length + 1, ran);
        kept.scenarios.push(ran);
      },
    });
    const place = { number: kinds.length, scenarios: kinds.length };
    if (load.messages !== null && between === null) {
      const messages = await sendWithProgress(load.messages, { ...options, guard }, place);
      await keepMessages(folder, messages);
      kept.messages = messages;
    }
    if (watch === null) {
      const document = documentBy(between ?? guard.stop);
      await keepDocument(folder, document);
      return { document, folder };
    }
    // CloudWatch is minutes late: what was sent is kept before it is waited for, as a test that is not all there until then.
    await keepDocument(folder, documentBy(UNREAD));
    const deployment = await watch.end();
    await keepDeployment(folder, deployment);
    kept.deployment = deployment;
    // What went off as the last was answered says the same of the deployment as if it had been earlier: a look may have been under way.
    const whole = documentBy(between ?? guard.stop);
    await keepDocument(folder, whole);
    return { document: whole, folder };
  } catch (error) {
    if (kept.scenarios.length > 0 || kept.messages !== null) {
      await keepEnded(folder, () => documentBy(errorStop(error)), options.onNote);
    }
    throw error;
  } finally {
    watch?.abandon();
  }
}

/** What of a test is in its folder. */
interface KeptParts {
  readonly scenarios: KeptScenario[];
  messages: SentMessages | null;
  deployment: DeploymentRecord | null;
}

/** What is left of a test when Landfall is killed while it waits for what AWS reported: that it was watched is not to be lost. */
const UNREAD: Stop = {
  by: 'error',
  sentence: 'Landfall ended before what AWS reported while the load was sent was kept.',
};

/** That an error ended the test, as a sentence that may be kept. */
function errorStop(error: unknown): Stop {
  const why = redactText(messageOf(error)).trimEnd();
  const sentence = `Landfall could not go on with the load test: ${why}${/[.!?]$/.test(why) ? '' : '.'}`;
  return { by: 'error', sentence };
}

/** Keeps what an error left of a test as one. Where that cannot be done either, it is said, and the error is still what happened. */
async function keepEnded(
  folder: string,
  document: () => LoadDocument,
  onNote: (note: string) => void,
): Promise<void> {
  try {
    await keepDocument(folder, document());
    onNote(`What was sent until an error ended the load test is kept in ${folder}.`);
  } catch (error) {
    onNote(
      `What was sent until an error ended the load test is in ${folder}, and cannot be judged: ${messageOf(error)}`,
    );
  }
}

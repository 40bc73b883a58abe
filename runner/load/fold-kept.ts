import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { ulid } from 'ulid';
import type { LoadDocument } from '../../core/load/load-document.ts';
import type { ScenarioKind } from '../../load/plan/phases.ts';
import { secondsOf } from '../../load/plan/scenario-plan.ts';
import { scheduledRequests, scheduleOf } from '../../load/plan/schedule.ts';
import { gapsOf } from '../../load/stream/completeness.ts';
import { LoadFold } from '../../load/stream/load-fold.ts';
import { UsageError } from '../errors.ts';
import { messageOf } from '../message-of.ts';
import type { LoadedSpec } from '../spec-file.ts';
import { markerAt } from './common-start.ts';
import type { KeptScenario } from '../../load/kept/scenario.ts';
import { keepDocument, keepScenario } from './load-folder.ts';
import { plannedKind } from './planned-kind.ts';
import { sendableLoad, sendablePlan } from './sendable-load.ts';
import { loadDocument } from './load-document.ts';

/** How far from the planned moment generators may have begun: seconds are what is planned and judged. */
const BEGIN_TOLERANCE_MS = 1_000;

export interface FoldOptions {
  readonly spec: LoadedSpec;
  readonly specFile: string;
  readonly environment: string | null;
  readonly scenario: ScenarioKind;
  readonly seed: number;
  /** How many generators there were. */
  readonly segments: number;
  /** When all of them were to begin, in milliseconds since 1970. */
  readonly startAtMs: number;
  readonly output: string;
}

/**
 * Makes one load test of the streams that k6 left where it ran without Landfall, keeps it, and judges it. The plan is made again as
 * it was made for them; streams of another do not fit its seconds, and are INVALID. To which sizes they were sent is not known, so that
 * nothing follows for any.
 * @throws {UsageError} when a stream cannot be read, or when there is something where the test is to be kept.
 */
export async function foldKept(
  streams: readonly string[],
  options: FoldOptions,
): Promise<LoadDocument> {
  const { spec, specFile, environment, scenario, seed, startAtMs, output } = options;
  await refuseToOverwrite(output);
  const facts = { seed, marker: markerAt(startAtMs) };
  const plan = sendablePlan(sendableLoad(spec.document.spec), plannedKind(scenario), facts);
  const fold = new LoadFold();
  const digests: string[] = [];
  for (const path of streams) digests.push(await readStream(path, fold));
  const endsAtMs = startAtMs + 1000 * Math.max(...plan.scenarios.map(secondsOf));
  const kept: KeptScenario = {
    kind: scenario,
    plan,
    segment: null,
    level: null,
    startedAt: new Date(startAtMs).toISOString(),
    endedAt: new Date(endsAtMs).toISOString(),
    fold,
    stop: null,
    // Nobody looked at the machines of the generators.
    generators: [],
    problems: [
      ...strangers(digests, fold, options),
      ...gapsOf(fold.account(), scheduledRequests(scheduleOf(plan))),
    ],
  };
  const document = loadDocument([kept], {
    id: ulid(),
    // The streams do not tell it.
    k6: 'not told',
    spec,
    specFile,
    environment,
    addresses: [],
    deployment: null,
    // They do not tell that either: the spec may have been changed since. Nor how far apart the clocks were by which they began.
    sentTo: [],
    stop: null,
  });
  await keepScenario(output, 1, kept);
  await keepDocument(output, document);
  return document;
}

/** @throws {UsageError} when a load test, or anything else, is there. */
export async function refuseToOverwrite(folder: string): Promise<void> {
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  if (isThere) {
    throw new UsageError(`${folder}: it is there already, and no load test is overwritten.`);
  }
}

/** @returns the SHA-256 of the text, by which one that is there twice is known: its requests can be as many as another's. */
async function readStream(path: string, fold: LoadFold): Promise<string> {
  const stream = fold.openStream();
  const hash = createHash('sha256');
  try {
    for await (const text of createReadStream(path, 'utf8')) {
      stream.push(text as string);
      hash.update(text as string);
    }
  } catch (error) {
    throw new UsageError(`${path}: the stream cannot be read: ${messageOf(error)}.`);
  }
  stream.end();
  return hash.digest('hex');
}

/** Why the streams are not those of the load that was planned. */
function strangers(
  digests: readonly string[],
  fold: LoadFold,
  { segments, startAtMs }: FoldOptions,
): readonly string[] {
  const streams = digests.length;
  const copies = streams - new Set(digests).size;
  const astray = fold
    .account()
    .zerosMs.filter((zeroMs) => Math.abs(zeroMs - startAtMs) > BEGIN_TOLERANCE_MS);
  return [
    ...(streams === segments ? [] : [`${streams} of ${segments} streams are here.`]),
    ...(copies === 0
      ? []
      : [`${copies} of the streams ${copies === 1 ? 'is' : 'are'} there again.`]),
    ...(astray.length === 0
      ? []
      : [
          `${astray.length} of ${streams} generators did not begin at ${new Date(startAtMs).toISOString()}, but at ${new Date(astray[0] ?? 0).toISOString()}.`,
        ]),
  ];
}

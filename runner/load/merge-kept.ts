import { ulid } from 'ulid';
import type { DeploymentRecord } from '../../core/load/deployment-record.ts';
import type { LoadDocument } from '../../core/load/load-document.ts';
import { inOrder, mergedScenario, type SentSegment } from '../../load/judge/merged-scenario.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { whyAnother, type SentSize } from '../../load/judge/sent-size.ts';
import { sizesOf } from './sizes-of.ts';
import type { Sizing } from '../../core/load/sizing.ts';
import { UsageError } from '../errors.ts';
import type { LoadedSpec } from '../spec-file.ts';
import { refuseToOverwrite } from './fold-kept.ts';
import type { KeptScenario } from '../../load/kept/scenario.ts';
import {
  keepDeployment,
  keepDocument,
  keepScenario,
  readDeployment,
  readDocument,
  readScenarios,
} from './load-folder.ts';
import { plannedKind } from './planned-kind.ts';
import { mustBeOfDeployment } from './same-deployment.ts';
import { loadDocument } from './load-document.ts';

/**
 * Makes one load test of what several generators kept of their segments, keeps it in a folder of its own, and judges it. Whatever
 * does not make a whole of them is among its problems, so that it is INVALID and never a smaller load. All watched the same deployment at
 * the same time, so that what the first of them saw of it is what is kept, with how far the clock of each was from AWS's.
 * @throws {UsageError} when a folder cannot be read, holds no single scenario, or went to another deployment than the spec's; and
 *   when there is something where the merged test is to be kept, or a size is declared otherwise than when it was sent.
 */
export async function mergeKept(
  folders: readonly string[],
  output: string,
  spec: LoadedSpec,
  { specFile, environment }: { readonly specFile: string; readonly environment: string | null },
): Promise<LoadDocument> {
  await refuseToOverwrite(output);
  const read = await Promise.all(folders.map((folder) => readSegment(folder, spec.document.spec)));
  if (read.length === 0) throw new UsageError('There is nothing to merge.');
  const parts = inOrder(read);
  const merged = mergedScenario(parts);
  const deployment = commonDeployment(parts);
  const sizes = commonSizes(parts);
  const document = loadDocument([merged], {
    id: ulid(),
    k6: [...new Set(parts.map(({ k6 }) => k6))].sort().join(', '),
    spec,
    specFile,
    environment,
    addresses: [...new Set(parts.flatMap(({ addresses }) => addresses))].sort(),
    deployment,
    sentTo: sizes,
    // A guard that went off as the last was answered is told of by no scenario.
    stop: worstStop(parts.map(({ stop }) => stop)),
  });
  mustBeDeclared(spec.document.spec, sizes, document.load.sizing);
  await keepScenario(output, 1, merged);
  if (deployment !== null) await keepDeployment(output, deployment);
  await keepDocument(output, document);
  return document;
}

/** What the first of them saw that watched, with the clocks of all; null when none did. */
function commonDeployment(
  parts: readonly Pick<Part, 'deployment' | 'clockOffsetMs'>[],
): DeploymentRecord | null {
  const seen = parts.map(({ deployment }) => deployment).find((record) => record !== null) ?? null;
  return seen === null
    ? null
    : { ...seen, generatorClockOffsetsMs: parts.map(({ clockOffsetMs }) => clockOffsetMs) };
}

/** What ended one of the parts: an error before all else, since nothing holds after one. */
function worstStop(stops: readonly LoadDocument['stop'][]): LoadDocument['stop'] {
  const ended = stops.filter((stop) => stop !== null);
  return ended.find(({ by }) => by === 'error') ?? ended[0] ?? null;
}

/** Every size that a generator was sent to; one that did not watch knows of no database. */
function commonSizes(
  parts: readonly { readonly sizes: readonly SentSize[] }[],
): readonly SentSize[] {
  const sizes: SentSize[] = [];
  for (const sent of parts.flatMap((part) => part.sizes)) {
    const { resource, declared, declaration } = sent;
    const known = sizes.find((size) => size.resource === resource);
    if (known === undefined) sizes.push(sent);
    else if (known.declared === declared && known.declaration !== declaration) {
      throw new UsageError(
        `The segments were sent when the scaling or the connections of ${resource} were declared otherwise: they are not of one load test.`,
      );
    } else if (known.declared !== declared) {
      throw new UsageError(
        `The segments were sent when ${known.declared} and when ${declared} were declared of ${resource}: they are not of one load test.`,
      );
    }
  }
  return sizes;
}

/** What is kept of the merged test are the sizes by its spec: those must be the ones that the load was sent to. */
function mustBeDeclared(
  spec: Spec,
  sent: readonly SentSize[],
  now: readonly Pick<Sizing, 'resource' | 'declared'>[],
): void {
  for (const size of now) {
    const { resource, declared } = size;
    const then = sent.find((one) => one.resource === resource);
    if (then === undefined || whyAnother(spec, size, sent) === null) continue;
    // That it is not kept is known of the merged test, too.
    if (then.declared === declared && then.declaration === null) continue;
    const how =
      then.declared === declared
        ? `The segments were sent when the scaling or the connections of ${resource} were declared otherwise.`
        : `The segments were sent when ${then.declared} were declared of ${resource}, and the spec declares ${declared}.`;
    throw new UsageError(
      `${how} Merge them by the spec that they were sent by; load judge then takes another.`,
    );
  }
}

/** A segment as it was kept. */
interface Part extends SentSegment<KeptScenario> {
  readonly addresses: readonly string[];
  readonly sizes: readonly SentSize[];
  /** Null when its generator did not watch. */
  readonly deployment: DeploymentRecord | null;
  readonly stop: LoadDocument['stop'];
}

async function readSegment(folder: string, spec: Spec): Promise<Part> {
  const document = await readDocument(folder);
  mustBeOfDeployment(folder, document, spec);
  const { k6, target, watched, stop } = document;
  const [ran, ...others] = await readScenarios(folder, document);
  if (ran === undefined || others.length > 0 || k6 === null) {
    throw new UsageError(
      `${folder}: ${ran === undefined ? 0 : others.length + 1} scenarios are here, and a segment is of one.`,
    );
  }
  plannedKind(ran.kind);
  const deployment = await readDeployment(folder, { watched }, [ran]);
  return {
    ...{ ran, k6, addresses: target.addresses, sizes: sizesOf(document), deployment, stop },
    clockOffsetMs: deployment?.clockOffsetMs ?? null,
  };
}

import type { DeploymentRecord } from '../../core/load/deployment-record.ts';
import type { LoadDocument } from '../../core/load/load-document.ts';
import { UsageError } from '../errors.ts';
import type { LoadedSpec } from '../spec-file.ts';
import type { KeptScenario } from '../../load/kept/scenario.ts';
import type { SentMessages } from '../../load/kept/messages.ts';
import { readDeployment, readDocument, readMessages, readScenarios } from './load-folder.ts';
import { loadDocument } from './load-document.ts';
import { sizesOf } from './sizes-of.ts';
import { mustBeOfDeployment } from './same-deployment.ts';

/**
 * What a kept load test says by a spec, which may be another than the one it was sent by: its objectives then are. Of other
 * requests, and of sizes that were declared otherwise, it says nothing.
 * @throws {UsageError} when it cannot be read, is not whole, or went to another deployment than the spec's.
 */
export async function judgeKept(
  folder: string,
  spec: LoadedSpec,
  { specFile, environment }: { readonly specFile: string; readonly environment: string | null },
): Promise<LoadDocument> {
  const { kept, messages, document, deployment } = await readTest(folder, spec);
  const { id, k6, target, stop } = document;
  const facts = { id, k6, spec, specFile, environment, addresses: target.addresses };
  return loadDocument(kept, { ...facts, messages, deployment, sentTo: sizesOf(document), stop });
}

/** A kept load test, of which nothing is missing. */
export interface WholeTest {
  readonly document: LoadDocument;
  /** In the order in which they were sent. */
  readonly kept: readonly KeptScenario[];
  /** Null when none were sent. */
  readonly messages: SentMessages | null;
  /** What AWS reported meanwhile; null when it was not watched. */
  readonly deployment: DeploymentRecord | null;
}

/** @throws {UsageError} when it cannot be read, is not whole, or went to another deployment than the spec's. */
export async function readTest(folder: string, spec: LoadedSpec): Promise<WholeTest> {
  const document = await readDocument(folder);
  mustBeOfDeployment(folder, document, spec.document.spec);
  const { marker, target, workloads: told, watched } = document;
  const { origin } = target;
  const kept = await readScenarios(folder, document);
  const messages = await readMessages(folder, document);
  mustBeAllOf(folder, { marker, origin, told }, kept);
  mustHaveEveryLevel(folder, document, kept);
  if (messages !== null && messages.plan.marker !== marker) {
    throw new UsageError(
      `${folder}: the messages are of another load test (${messages.plan.marker}).`,
    );
  }
  const sent = [...kept, ...(messages === null ? [] : [messages])];
  return { document, kept, messages, deployment: await readDeployment(folder, { watched }, sent) };
}

/** A test of which a scenario is gone would be judged by what is left of it, and one of another test is no part of it. */
function mustBeAllOf(
  folder: string,
  {
    marker,
    origin,
    told,
  }: Pick<LoadDocument, 'marker'> & {
    readonly origin: string;
    readonly told: LoadDocument['workloads'];
  },
  kept: readonly KeptScenario[],
): void {
  const gone = told.find(({ scenario }) => !kept.some(({ kind }) => kind === scenario));
  if (gone !== undefined) {
    throw new UsageError(
      `${folder}: the scenario ${gone.scenario} was sent and is not kept here: a part of a load test is not judged.`,
    );
  }
  const foreign = kept.find(({ plan }) => plan.marker !== marker || plan.origin !== origin);
  if (foreign !== undefined) {
    throw new UsageError(
      `${folder}: the scenario ${foreign.kind} is of another load test (${foreign.plan.marker}, to ${foreign.plan.origin}).`,
    );
  }
}

/** Without a level that did not hold, a search would be judged by those that did. */
function mustHaveEveryLevel(
  folder: string,
  { load }: Pick<LoadDocument, 'load'>,
  kept: readonly KeptScenario[],
): void {
  const here = kept.filter(({ level }) => level !== null).length;
  const told = load.scenarios.find(({ capacity }) => capacity !== null)?.levels.length ?? 0;
  if (here === told) return;
  throw new UsageError(
    `${folder}: ${told} levels of the breakpoint were sent and ${here} are kept here: a part of a load test is not judged.`,
  );
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { DeploymentRecord } from '../../core/load/deployment-record.ts';
import { LoadDocument } from '../../core/load/load-document.ts';
import { SentMessages } from '../../load/kept/messages.ts';
import {
  type KeptScenario,
  restoreScenario,
  storeScenario,
  StoredScenario,
} from '../../load/kept/scenario.ts';
import { upgradeDeployment, upgradeScenario } from '../../load/kept/upgrade-kept.ts';
import { UsageError } from '../errors.ts';
import { messageOf } from '../message-of.ts';
import { makeSettledFolder } from '../settle-folder.ts';
import { writeWhole } from '../write-whole.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Where load tests are kept unless told otherwise. */
export const LOAD_RUNS = join('.landfall', 'load');
const DOCUMENT = 'load.json';
const DEPLOYMENT = 'deployment.json.gz';
const MESSAGES = 'messages.json.gz';
const SCENARIO_FILE = /^scenario-\d+-[a-z-]+\.json\.gz$/;

/**
 * Makes the folder of a load test before anything is sent: what is sent for an hour and cannot be kept was sent for nothing.
 * @throws {UsageError} when it cannot be made.
 */
export async function makeFolder(folder: string): Promise<void> {
  await makeSettledFolder(folder).catch((error: unknown) => {
    throw new UsageError(
      `${folder}: the load test cannot be kept here: ${messageOf(error)}. Name another place with --store.`,
    );
  });
}

/** Keeps a scenario as soon as it is over, so that what comes after it cannot lose it. */
export async function keepScenario(
  folder: string,
  number: number,
  scenario: KeptScenario,
): Promise<void> {
  const path = join(folder, `scenario-${number}-${scenario.kind}.json.gz`);
  await writeWhole(path, await compress(JSON.stringify(storeScenario(scenario))));
}

/** Keeps the messages that were sent, as scenarios are kept. */
export async function keepMessages(folder: string, messages: SentMessages): Promise<void> {
  await writeWhole(join(folder, MESSAGES), await compress(JSON.stringify(messages)));
}

/**
 * The messages of a load test; null when none were sent.
 * @throws {UsageError} when some were and are gone, or cannot be read.
 */
export async function readMessages(
  folder: string,
  { messaging }: Pick<LoadDocument, 'messaging'>,
): Promise<SentMessages | null> {
  if (!messaging) return null;
  const path = join(folder, MESSAGES);
  return readAs(path, async () => SentMessages.parse(await unzipped(await readFile(path))));
}

export async function keepDocument(folder: string, document: LoadDocument): Promise<void> {
  await writeWhole(join(folder, DOCUMENT), `${JSON.stringify(document, null, 1)}\n`);
}

/** @throws {UsageError} when it is not there, or of another shape than this version reads. */
export async function readDocument(folder: string): Promise<LoadDocument> {
  const path = join(folder, DOCUMENT);
  return readAs(path, async () => LoadDocument.parse(JSON.parse(await readFile(path, 'utf8'))));
}

/** Keeps what AWS reported while the load was sent. */
export async function keepDeployment(folder: string, record: DeploymentRecord): Promise<void> {
  await writeWhole(join(folder, DEPLOYMENT), await compress(JSON.stringify(record)));
}

/**
 * What AWS reported while the scenarios of a load test were sent; null when it was not watched.
 * @throws {UsageError} when it was watched and what was seen is gone, when it cannot be read, or is of another time.
 */
export async function readDeployment(
  folder: string,
  { watched }: Pick<LoadDocument, 'watched'>,
  sent: readonly Pick<KeptScenario, 'startedAt' | 'endedAt'>[],
): Promise<DeploymentRecord | null> {
  const path = join(folder, DEPLOYMENT);
  const record = await readAs(path, async () => {
    const content = await readFile(path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT' && !watched) return null;
      throw error;
    });
    return content === null
      ? null
      : DeploymentRecord.parse(upgradeDeployment(await unzipped(content)));
  });
  // Whether all of the load was watched is asked by the judge: one that was interrupted was not.
  const isOfTheirTime = sent.some(
    ({ startedAt, endedAt }) =>
      record === null ||
      (Date.parse(record.startedAt) <= Date.parse(endedAt) &&
        Date.parse(record.endedAt) >= Date.parse(startedAt)),
  );
  if (sent.length > 0 && !isOfTheirTime) {
    throw new UsageError(`${path}: this was seen at another time than the load was sent.`);
  }
  return record;
}

/**
 * The scenarios of a load test in the order in which they were run.
 * @throws {UsageError} when there is none although k6 sent some, or one cannot be read: a part would be judged as if it were all.
 */
export async function readScenarios(
  folder: string,
  { k6 }: Pick<LoadDocument, 'k6'>,
): Promise<readonly KeptScenario[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new UsageError(`${folder}: the load test cannot be read: ${messageOf(error)}.`);
  });
  const files = names
    .filter((name) => SCENARIO_FILE.test(name))
    .sort((one, other) => numberOf(one) - numberOf(other));
  if (files.length === 0 && k6 !== null) {
    throw new UsageError(`${folder}: there is no scenario of a load test here.`);
  }
  return Promise.all(files.map((name) => readScenario(join(folder, name))));
}

async function readScenario(path: string): Promise<KeptScenario> {
  return readAs(path, async () => {
    const json = upgradeScenario(await unzipped(await readFile(path)));
    return restoreScenario(StoredScenario.parse(json));
  });
}

async function unzipped(content: Buffer): Promise<unknown> {
  return JSON.parse((await decompress(content)).toString('utf8'));
}

/** @throws {UsageError} that says which file cannot be read, and why. */
async function readAs<Content>(path: string, read: () => Promise<Content>): Promise<Content> {
  try {
    return await read();
  } catch (error) {
    const reason =
      error instanceof z.ZodError
        ? `it has another shape than this version reads: ${z.prettifyError(error)}`
        : messageOf(error);
    throw new UsageError(`${path}: the load test cannot be read: ${reason}`);
  }
}

function numberOf(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0);
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../../core/report.ts';
import type { PublicationFacts } from '../../reports/publication.ts';
import { UsageError } from '../errors.ts';
import { messageOf } from '../message-of.ts';
import { writingClient } from '../writing-client.ts';
import { importFindings, type Delivery } from './import-findings.ts';
import { paced, type Clock } from './pace.ts';
import { publicationOf, type Item } from './publication.ts';
import { publishedFile, readPublished, rememberPublished } from './published-file.ts';

/** Ten calls a second in an account and region; half of it is left to others. */
const INTERVAL_MS = 200;

const CLOCK: Clock = { now: () => performance.now(), sleep: (ms) => sleep(ms) };

export interface PublishOptions {
  /** The folder that keeps runs, and what of them was published. */
  readonly store: string;
  /** Replaces AWS's own address, for the sandbox. */
  readonly endpoint: string | null;
  /** Waived failures are sent as well. */
  readonly waived: boolean;
  /** Nothing is sent, and nothing remembered. */
  readonly dryRun: boolean;
}

/**
 * Sends a run's findings to Security Hub of the account and region that it looked at.
 * @throws {UsageError} when the run must not, or cannot, be published there.
 */
export async function publishRun(
  report: Report,
  options: PublishOptions,
  clock: Clock = CLOCK,
): Promise<PublicationFacts> {
  const { store, endpoint, waived, dryRun } = options;
  if (report.endpoint !== null && endpoint === null) {
    throw new UsageError(
      `the run ${report.run.id} looked at ${report.endpoint} and not at AWS, so Security Hub is not told of it; name the endpoint of the sandbox with --endpoint, or another run with --run.`,
    );
  }
  const file = publishedFile(store, report, endpoint);
  const publication = publicationOf(report, await readPublished(file), { waived });
  const delivery = dryRun
    ? { imported: publication.items, refused: [] }
    : await deliver(report.region, endpoint, publication.items, clock);
  let unremembered: string | null = null;
  if (!dryRun) {
    try {
      await rememberPublished(file, delivery.imported);
    } catch (error) {
      unremembered = messageOf(error);
    }
  }
  return {
    run: report.run.id,
    account: report.account,
    region: report.region,
    dryRun,
    imported: delivery.imported.map(({ finding }) => ({
      status: finding.Compliance?.Status ?? 'NOT_AVAILABLE',
      isArchived: finding.RecordState === 'ARCHIVED',
    })),
    refused: delivery.refused.map(({ item, reason }) => ({
      check: item.entry.check,
      subject: item.entry.subject,
      id: item.finding.Id ?? '',
      reason,
    })),
    outdated: publication.outdated,
    left: publication.left,
    unremembered,
  };
}

async function deliver(
  region: string,
  endpoint: string | null,
  items: readonly Item[],
  clock: Clock,
): Promise<Delivery> {
  const { SecurityHubClient } = await import('@aws-sdk/client-securityhub');
  const client = new SecurityHubClient(writingClient(region, endpoint));
  try {
    return await importFindings(client, items, paced(INTERVAL_MS, clock));
  } finally {
    client.destroy();
  }
}

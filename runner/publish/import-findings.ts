import type {
  BatchImportFindingsCommandOutput,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { classify, codesOf } from '../aws/classify.ts';
import { BATCH_LIMITS, batchesOf } from './batches.ts';
import type { Item } from './publication.ts';

/** The one action that publishing needs. */
export const PUBLISH_ACTION = 'securityhub:BatchImportFindings';

/** A finding that Security Hub does not have as it was to be, and why. */
export interface Refused {
  readonly item: Item;
  readonly reason: string;
}

export interface Delivery {
  readonly imported: readonly Item[];
  readonly refused: readonly Refused[];
}

/**
 * Sends findings batch by batch, each when its turn has come. Only what AWS says it has imported counts as imported. A
 * batch that fails as a whole, after the client's own attempts, ends it: the next would fail alike.
 */
export async function importFindings(
  client: SecurityHubClient,
  items: readonly Item[],
  turn: () => Promise<void>,
): Promise<Delivery> {
  const { BatchImportFindingsCommand } = await import('@aws-sdk/client-securityhub');
  const { batches, oversized } = batchesOf(items);
  const imported: Item[] = [];
  const refused: Refused[] = oversized.map((item) => ({
    item,
    reason: `It is larger than the ${BATCH_LIMITS.findingBytes / 1000} KB that Security Hub takes.`,
  }));
  for (const [index, batch] of batches.entries()) {
    await turn();
    try {
      const answer = await client.send(
        new BatchImportFindingsCommand({ Findings: batch.map(({ finding }) => finding) }),
      );
      const outcome = outcomeOf(batch, answer);
      imported.push(...outcome.imported);
      refused.push(...outcome.refused);
    } catch (error) {
      refused.push(...batch.map((item) => ({ item, reason: reasonOf(error) })));
      const rest = batches.slice(index + 1).flat();
      const reason = 'It was not sent, since a batch before it had failed.';
      refused.push(...rest.map((item) => ({ item, reason })));
      break;
    }
  }
  return { imported, refused };
}

function outcomeOf(batch: readonly Item[], answer: BatchImportFindingsCommandOutput): Delivery {
  const { FailedCount, SuccessCount, FailedFindings = [] } = answer;
  const failures = new Map(FailedFindings.map((failure) => [failure.Id, failure]));
  const named = batch.filter(({ finding }) => failures.has(finding.Id));
  // A proxy's page is read as an answer without members, and a count without names says nothing of any one finding.
  if (FailedCount === undefined || SuccessCount === undefined || FailedCount > named.length) {
    const reason = 'The answer does not say which findings of the batch were imported.';
    return { imported: [], refused: batch.map((item) => ({ item, reason })) };
  }
  return {
    imported: batch.filter((item) => !named.includes(item)),
    refused: named.map((item) => {
      const { ErrorCode, ErrorMessage } = failures.get(item.finding.Id) ?? {};
      return { item, reason: [ErrorCode, ErrorMessage].filter(Boolean).join(': ') };
    }),
  };
}

function reasonOf(error: unknown): string {
  const { kind, code, message } = classify(error);
  const said = code === null ? message : `${code}: ${message}`;
  if (codesOf(error).includes('InvalidAccessException')) {
    return `${said} Enable Security Hub CSPM in the account and region.`;
  }
  return kind === 'denied' ? `${said} Grant ${PUBLISH_ACTION}.` : said;
}

import { tables, type Table } from '../../collectors/aws/dynamodb/tables.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredTables, NO_TABLES } from './subjects.ts';

const GIB = 2 ** 30;
/** How often DynamoDB counts, about. */
const COUNTED_EVERY_MS = 6 * 60 * 60_000;

/**
 * The table and all of its indexes, which take storage too, as DynamoDB last counted them: it does so about every six
 * hours, so what was written since is not seen.
 */
export default defineCheck({
  id: 'dynamodb/storage',
  title: 'The DynamoDB table and its indexes hold no more than the declared storage',
  risk: 'The table has outgrown what it was planned and paid for: items that should expire do not.',
  remediation: 'Let items expire, or delete them; drop indexes that nobody reads.',
  fix: {
    cli: 'aws dynamodb update-time-to-live --table-name <table> --time-to-live-specification Enabled=true,AttributeName=<attribute>',
    cdk: 'new dynamodb.TableV2(this, "<id>", { timeToLiveAttribute: "<attribute>" })',
  },
  severity: 'medium',
  resourceType: 'AWS::DynamoDB::Table',
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html',
    'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GlobalSecondaryIndexDescription.html',
  ],
  controls: [],
  proves: ['sizing/storage'],
  needs: { tables },
  none: NO_TABLES,
  subjects: (spec) =>
    declaredTables(spec).map((subject) =>
      subject.declared.maxStorageGiB === undefined
        ? { ...subject, notApplicable: 'The spec declares no greatest storage of the table.' }
        : subject,
    ),

  evaluate({ name, declared }, artifacts, { takenAt }) {
    const { maxStorageGiB } = declared;
    if (maxStorageGiB === undefined) return unknown('The spec declares no greatest storage.');
    const expected = { storageGiBAtMost: maxStorageGiB };
    const table = artifacts.tables.get(name);
    if (table === null) return fail(ABSENT, expected, {});
    const sizes = [table.sizeBytes, ...table.indexes.map(({ sizeBytes }) => sizeBytes)];
    const bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    const actual = { storageGiB: bytes / GIB, indexes: table.indexes.length };
    const resource = { resource: table.arn };
    // A lower bound that is over the limit is over it.
    if (bytes > maxStorageGiB * GIB) {
      return fail('The table holds more than the declared storage.', expected, actual, resource);
    }
    if (sizes.includes(null)) {
      return unknown('DynamoDB does not give the size of the table and of all its indexes.');
    }
    if (table.sizeBytes === 0 && !isCounted(table, takenAt)) {
      return unknown('DynamoDB may not have counted yet how much the table holds.');
    }
    return pass(expected, actual, resource);
  },
});

/** Until the first count a table is of no size, whatever was imported or restored into it. */
function isCounted({ createdAt }: Table, takenAt: number): boolean {
  return createdAt !== null && takenAt - Date.parse(createdAt) > COUNTED_EVERY_MS;
}

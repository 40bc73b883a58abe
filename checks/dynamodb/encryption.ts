import { tables } from '../../collectors/aws/dynamodb/tables.ts';
import { kmsKeys } from '../../collectors/aws/kms/keys.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unsettled } from '../../core/judgement.ts';
import { ABSENT, declaredTables, NO_TABLES } from './subjects.ts';

/** DynamoDB encrypts every table; without a description it does so under a key of its own. */
export default defineCheck({
  id: 'dynamodb/encryption',
  title: 'The DynamoDB table is encrypted under the declared key, which it can use',
  risk: 'The key that should answer for the data does not, or is gone and the table with it.',
  remediation: 'Name the declared key in the SSE specification of the table.',
  fix: {
    cli: 'aws dynamodb update-table --table-name <table> --sse-specification Enabled=true,SSEType=KMS,KMSMasterKeyId=<alias>',
    cdk: 'new dynamodb.TableV2(this, "<id>", { encryption: dynamodb.TableEncryptionV2.customerManagedKey(key) })',
  },
  severity: 'medium',
  resourceType: 'AWS::DynamoDB::Table',
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html',
  ],
  controls: [],
  proves: ['messaging/encryption'],
  needs: { tables, keys: kmsKeys },
  none: NO_TABLES,
  subjects: declaredTables,

  evaluate({ name, declared }, artifacts) {
    const { kmsKeyAlias } = declared;
    const expected = kmsKeyAlias === undefined ? { key: 'any' } : { key: kmsKeyAlias };
    const table = artifacts.tables.get(name);
    if (table === null) return fail(ABSENT, expected, {});
    const { encryption } = table;
    const actual = { encryption: encryption ?? 'a key that DynamoDB owns' };
    const resource = { resource: table.arn };
    if ((encryption?.inaccessibleSince ?? null) !== null) {
      return fail('The table cannot use its key any more.', expected, actual, resource);
    }
    if (encryption?.status === 'UPDATING' || encryption?.status === 'ENABLING') {
      return unsettled('DynamoDB is changing the key of the table.', expected, actual, resource);
    }
    if (kmsKeyAlias === undefined) return pass(expected, actual, resource);
    const key = artifacts.keys.get(kmsKeyAlias);
    if (key === null) return fail('The declared key does not exist.', expected, actual, resource);
    return encryption?.keyArn === key.arn
      ? pass(expected, actual, resource)
      : fail('The table has another key than the declared one.', expected, actual, resource);
  },
});

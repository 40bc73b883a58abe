import { tables } from '../../collectors/aws/dynamodb/tables.ts';
import { timeToLive } from '../../collectors/aws/dynamodb/time-to-live.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { ABSENT, declaredTables, NO_TABLES } from './subjects.ts';

/** Both are lost when a table is restored or imported, and neither is missed at once. */
export default defineCheck({
  id: 'dynamodb/ttl-streams',
  title: 'Items of the DynamoDB table expire and are streamed as declared',
  risk: 'Stale entries stay for ever, or consumers of changes never hear of one.',
  remediation: 'Set time to live and the stream of the table again.',
  fix: {
    cli: 'aws dynamodb update-time-to-live --table-name <table> --time-to-live-specification Enabled=true,AttributeName=<attribute>',
    cdk: 'new dynamodb.TableV2(this, "<id>", { timeToLiveAttribute: "<attribute>", dynamoStream: dynamodb.StreamViewType.NEW_IMAGE })',
  },
  severity: 'medium',
  resourceType: 'AWS::DynamoDB::Table',
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html',
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CreateBackup.html',
  ],
  controls: [],
  proves: ['messaging/discovery-store'],
  needs: { tables, timesToLive: timeToLive },
  none: NO_TABLES,
  subjects: declaredTables,

  evaluate({ name, declared }, artifacts) {
    const expected = {
      ttlAttribute: declared.ttlAttribute ?? null,
      stream: declared.stream ?? null,
    };
    const table = artifacts.tables.get(name);
    if (table === null) return fail(ABSENT, expected, {});
    const ttl = artifacts.timesToLive.get(name);
    if (ttl === null) return fail(ABSENT, expected, {});
    const resource = { resource: table.arn };
    const isOn = ttl.status === 'ENABLED' || ttl.status === 'ENABLING';
    const actual = {
      ttlAttribute: isOn ? ttl.attribute : null,
      ttlStatus: ttl.status,
      stream: table.streamView,
    };
    if (actual.stream !== expected.stream) {
      return fail('The stream of the table is not the declared one.', expected, actual, resource);
    }
    if (ttl.status === null) return unknown('DynamoDB does not say whether items expire.');
    if (actual.ttlAttribute !== expected.ttlAttribute) {
      return fail('Items do not expire as declared.', expected, actual, resource);
    }
    // DynamoDB takes up to an hour for a change of it.
    if (ttl.status === 'ENABLING' || ttl.status === 'DISABLING') {
      return unsettled('DynamoDB is changing how items expire.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});

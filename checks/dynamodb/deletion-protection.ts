import { tables } from '../../collectors/aws/dynamodb/tables.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredTables, NO_TABLES } from './subjects.ts';

export default defineCheck({
  id: 'dynamodb/deletion-protection',
  title: 'The DynamoDB table is protected from deletion',
  risk: 'One call, or one wrong change of a stack, takes the table with all of its items.',
  remediation: 'Enable deletion protection of the table.',
  fix: {
    cli: 'aws dynamodb update-table --table-name <table> --deletion-protection-enabled',
    cdk: 'new dynamodb.TableV2(this, "<id>", { deletionProtection: true })',
  },
  severity: 'high',
  resourceType: 'AWS::DynamoDB::Table',
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-6',
  ],
  controls: ['Security Hub 2026-08 DynamoDB.6'],
  proves: ['messaging/discovery-store'],
  needs: { tables },
  none: NO_TABLES,
  subjects: (spec) =>
    declaredTables(spec).map((subject) =>
      subject.declared.deletionProtection === false
        ? { ...subject, notApplicable: 'The spec declares that the table is not protected.' }
        : subject,
    ),

  evaluate({ name }, artifacts) {
    const expected = { deletionProtection: true };
    const table = artifacts.tables.get(name);
    if (table === null) return fail(ABSENT, expected, {});
    const { deletionProtection } = table;
    if (deletionProtection === null) {
      return unknown('DynamoDB does not say whether the table is protected.');
    }
    const resource = { resource: table.arn };
    return deletionProtection
      ? pass(expected, { deletionProtection }, resource)
      : fail('The table can be deleted.', expected, { deletionProtection }, resource);
  },
});

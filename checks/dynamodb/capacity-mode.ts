import { tables } from '../../collectors/aws/dynamodb/tables.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { ABSENT, declaredTables, NO_TABLES } from './subjects.ts';

export default defineCheck({
  id: 'dynamodb/capacity-mode',
  title: 'The DynamoDB table is billed in the declared mode',
  risk: 'A provisioned table refuses what exceeds it; one on demand costs more than was planned.',
  remediation: 'Switch the billing mode; AWS allows it a few times a day.',
  fix: {
    cli: 'aws dynamodb update-table --table-name <table> --billing-mode PAY_PER_REQUEST',
    cdk: 'new dynamodb.TableV2(this, "<id>", { billing: dynamodb.Billing.onDemand() })',
  },
  severity: 'medium',
  resourceType: 'AWS::DynamoDB::Table',
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BillingModeSummary.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-1',
  ],
  controls: ['Security Hub 2026-08 DynamoDB.1'],
  proves: ['sizing/table-capacity', 'messaging/discovery-store'],
  needs: { tables },
  none: NO_TABLES,
  subjects: declaredTables,

  evaluate({ name, declared }, artifacts) {
    const expected = { billing: declared.billing };
    const table = artifacts.tables.get(name);
    if (table === null) return fail(ABSENT, expected, {});
    // DynamoDB has no summary of a table that was provisioned from its first day.
    const actual = { billing: table.billingMode ?? 'PROVISIONED' };
    const resource = { resource: table.arn };
    return actual.billing === declared.billing
      ? pass(expected, actual, resource)
      : fail('The table is billed in another mode than declared.', expected, actual, resource);
  },
});

import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { allTables } from '../../collectors/aws/dynamodb/all-tables.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';

export default defineCheck({
  id: 'dynamodb/undeclared-tables',
  title: 'No table in the scope is undeclared',
  risk: 'What nobody planned holds data that no backup covers and no rule protects, and outlives the migration unseen.',
  remediation: 'Declare the table, or delete it.',
  fix: {
    cli: 'aws dynamodb delete-table --table-name <table>',
    cdk: 'new dynamodb.TableV2(this, "<id>", { tableName: "<name>", partitionKey })',
  },
  severity: 'medium',
  resourceType: 'AWS::DynamoDB::Table',
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html',
  ],
  controls: [],
  proves: ['messaging/discovery-store'],
  needs: { tables: allTables, tagged: scopeArns },
  none: NO_SCOPE,
  subjects: (spec) => scopeSubject(spec, 'tables', Object.keys(spec.tables ?? {})),

  evaluate(subject, { tables, tagged }) {
    return judgeUndeclared({ one: 'A table', many: 'tables' }, subject, tables.get(ALL), tagged);
  },
});

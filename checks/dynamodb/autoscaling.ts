import {
  doesScale,
  tableTargets,
} from '../../collectors/aws/application-auto-scaling/table-targets.ts';
import { tables } from '../../collectors/aws/dynamodb/tables.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredTables, NO_TABLES } from './subjects.ts';

const UNITS = ['ReadCapacityUnits', 'WriteCapacityUnits'];

export default defineCheck({
  id: 'dynamodb/autoscaling',
  title: 'Reads and writes of the provisioned table and of each of its indexes scale by a policy',
  risk: 'The table refuses what exceeds its capacity, while an index that does not scale holds back the whole table.',
  remediation:
    'Register a scalable target with a policy for reads and one for writes, of the table and of each index, in which nothing is suspended.',
  fix: {
    cli: 'aws application-autoscaling register-scalable-target --service-namespace dynamodb --resource-id table/<table> --scalable-dimension dynamodb:table:ReadCapacityUnits --min-capacity <min> --max-capacity <max>',
    cdk: 'new dynamodb.TableV2(this, "<id>", { billing: dynamodb.Billing.provisioned({ readCapacity: dynamodb.Capacity.autoscaled({ maxCapacity: <max> }), writeCapacity: dynamodb.Capacity.autoscaled({ maxCapacity: <max> }) }) })',
  },
  severity: 'medium',
  resourceType: 'AWS::DynamoDB::Table',
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-1',
  ],
  controls: ['Security Hub 2026-08 DynamoDB.1'],
  proves: [],
  needs: { tables, targets: tableTargets },
  none: NO_TABLES,
  subjects: (spec) =>
    declaredTables(spec).map((subject) =>
      subject.declared.billing === 'PROVISIONED'
        ? subject
        : { ...subject, notApplicable: 'The spec declares a table that is billed by request.' },
    ),

  evaluate({ name }, artifacts) {
    const table = artifacts.tables.get(name);
    const expected = { withoutPolicy: [] };
    if (table === null) return fail(ABSENT, expected, {});
    const resource = { resource: table.arn };
    const indexes = table.indexes.filter(({ isGlobal }) => isGlobal);
    if (indexes.some((index) => index.name === null)) {
      return unknown('DynamoDB does not give the name of every index.');
    }
    const wanted = [
      ...UNITS.map((unit) => ({ id: `table/${name}`, dimension: `dynamodb:table:${unit}` })),
      ...indexes.flatMap((index) =>
        UNITS.map((unit) => ({
          id: `table/${name}/index/${index.name ?? ''}`,
          dimension: `dynamodb:index:${unit}`,
        })),
      ),
    ];
    const targets = artifacts.targets.get(name) ?? [];
    const withoutPolicy = wanted.filter(
      ({ id, dimension }) =>
        !targets.some(
          (target) =>
            target.resourceId === id && target.dimension === dimension && doesScale(target),
        ),
    );
    const actual = {
      targets: targets.length,
      withoutPolicy: withoutPolicy.map(({ id, dimension }) => `${id} ${dimension}`),
    };
    return withoutPolicy.length === 0
      ? pass(expected, actual, resource)
      : fail('A capacity of the table does not scale.', expected, actual, {
          ...resource,
          details: withoutPolicy.map(
            ({ id, dimension }) => `Does not scale: ${dimension} of ${id}.`,
          ),
        });
  },
});

import { connectionBudget } from '../../collectors/postgres/catalog/connection-budget.ts';
import { connectionsAt } from '../../core/aurora-connections.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { AuroraClusterSpec } from '../../core/spec/sections/aurora.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { movedDatabase, NO_MIGRATION, type MovedDatabase } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

type Capacity = NonNullable<AuroraClusterSpec['capacity']>;

interface Target extends MovedDatabase {
  readonly capacity: Capacity | undefined;
}

function targets(spec: Spec): readonly Target[] {
  return movedDatabase(spec).map((subject) => {
    const cluster = subject.declared.target;
    const capacity = spec.aurora?.[cluster]?.capacity;
    return {
      ...subject,
      path: ['aurora', cluster, 'capacity'],
      capacity,
      ...(capacity === undefined && {
        notApplicable: 'The spec declares no capacity of the cluster.',
      }),
    };
  });
}

export default defineCheck({
  id: 'database/max-connections',
  title: 'The target takes as many connections as its declared capacity gives',
  risk: 'The range of capacity was changed without a reboot, or a fixed number took the formula’s place: connections are refused, or starve one another of memory.',
  remediation:
    'Reboot the instances after a change of capacity, and keep the formula in the parameter group.',
  fix: {
    cli: 'aws rds reboot-db-instance --db-instance-identifier <instance>',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { serverlessV2MinCapacity: <min>, serverlessV2MaxCapacity: <max> })',
  },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.max-connections',
  ],
  controls: [],
  proves: ['aurora/connection-pooling'],
  needs: { connectionBudget },
  none: NO_MIGRATION,
  subjects: targets,

  evaluate({ capacity }, { connectionBudget }) {
    if (capacity === undefined) return unknown('The spec declares no capacity of the cluster.');
    const found = connectionBudget.get('target')?.[0]?.def.max;
    if (found === undefined) {
      return unknown('The target did not say how many connections it takes.');
    }
    const { least, most } = connectionsAt(capacity);
    const expected = { atLeast: least, atMost: most };
    const actual = { maxConnections: found };
    return found >= least && found <= most
      ? pass(expected, actual)
      : fail(
          'The target takes another number of connections than its capacity gives.',
          expected,
          actual,
        );
  },
});

import { connectionBudget } from '../../collectors/postgres/catalog/connection-budget.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { AuroraClusterSpec } from '../../core/spec/sections/aurora.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { movedDatabase, NO_MIGRATION, type MovedDatabase } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

const MOST = 5_000;
/** With less than 1 ACU at the least, no formula gives more. */
const MOST_OF_SMALL = 2_000;
/** AWS publishes the numbers of some capacities; between them the memory of an ACU is only nearly the same. */
const TOLERANCE = 0.03;

/**
 * `LEAST({DBInstanceClassMemory/9531392}, 5000)` of the greatest capacity: AWS's table of 189 at 1 ACU, 823 at 4, 1669 at 8
 * and 3360 at 16 lies on the line 211.4 x ACU - 22.
 */
function limitsOf({ minAcu, maxAcu }: Capacity) {
  const cap = minAcu < 1 ? MOST_OF_SMALL : MOST;
  const told = Math.min(cap, 211.4 * maxAcu - 22);
  return { least: Math.floor(told * (1 - TOLERANCE)), most: Math.ceil(told * (1 + TOLERANCE)) };
}

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
    const { least, most } = limitsOf(capacity);
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

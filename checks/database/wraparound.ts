import { wraparound, type Wraparound } from '../../collectors/postgres/catalog/wraparound.ts';
import { defineCheck } from '../../core/check.ts';
import { deviationsOr, fail, pass, unknown, type Deviation } from '../../core/judgement.ts';
import { SIDES, type Side } from '../../core/postgres.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** What is too old on a side. */
function problemsOf(side: Side, def: Wraparound): readonly Deviation[] {
  const { transactionAge, transactionLimit, multixactAge, multixactLimit } = def;
  const counters = [
    ['transactions', transactionAge, transactionLimit],
    ['multixacts', multixactAge, multixactLimit],
  ] as const;
  return counters.flatMap(([name, age, limit]) =>
    age <= limit
      ? []
      : {
          object: `${name} of the ${side}`,
          judgement: fail(
            `The numbers of ${name} of the ${side} are older than autovacuum should let them become.`,
            { ageAtMost: limit },
            { age },
          ),
        },
  );
}

/** At the limit vacuums are forced: only where they fail or cannot keep up does the age go on past it. */
export default defineCheck({
  id: 'database/wraparound',
  title: 'Vacuums keep the transactions of both databases younger than the age that forces them',
  risk: 'Forced vacuums of whole tables compete with the load after the cutover, and without them the database stops to take writes.',
  remediation:
    'Vacuum the database, and look for what keeps vacuums from freezing: long or prepared transactions and idle replication slots.',
  fix: { sql: 'VACUUM (FREEZE);' },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-WRAPAROUND',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Appendix.PostgreSQL.CommonDBATasks.Autovacuum.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { wraparound },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, { wraparound }) {
    const source = wraparound.get('source')?.[0]?.def;
    const target = wraparound.get('target')?.[0]?.def;
    if (source === undefined || target === undefined) {
      return unknown('A side did not say how old its transactions are.');
    }
    const sides = { source, target };
    const deviating = SIDES.flatMap((side) => problemsOf(side, sides[side]));
    return deviationsOr(
      deviating,
      pass(
        { source: source.transactionLimit, target: target.transactionLimit },
        { source: source.transactionAge, target: target.transactionAge },
      ),
    );
  },
});

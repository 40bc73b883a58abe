import { routines } from '../../collectors/postgres/catalog/routines.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/**
 * Bodies are compared as they were written. Those that PostgreSQL has parsed are compared as it prints them, which servers of
 * two majors may do in two ways. Costs and owners have checks of their own.
 */
const RULE: ObjectRule = {
  kinds: { routine: ['routine', 'routines'] },
  members: {
    kind: 'kind',
    lang: 'language',
    result: 'result',
    args: 'list of arguments',
    volatile: 'volatility',
    parallel: 'safety in parallel plans',
    strict: 'rule for null arguments',
    secdef: 'security context',
    leakproof: 'mark as leakproof',
    config: 'setting of parameters',
    lib: 'library',
    src_md5: 'body',
    agg: 'definition as an aggregate',
  },
};

export default defineCheck({
  id: 'database/routines',
  title:
    'The functions, procedures and aggregates of both databases are the same, with their bodies',
  risk: 'Calls fail, or compute something else than in the source.',
  remediation: 'Create the routine with the source’s own definition; DMS moves none.',
  fix: {
    sql: 'CREATE OR REPLACE FUNCTION <function>(<arguments>) RETURNS <type> LANGUAGE <language> AS <body>;',
  },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/catalog-pg-proc.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.PostgreSQL.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { routines },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.routines),
});

import { relations } from '../../collectors/postgres/catalog/relations.ts';
import { defineCheck } from '../../core/check.ts';
import { memberOf, textOf, type ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Storage, owners and row security have checks of their own, and so have views and sequences. */
const RULE: ObjectRule = {
  kinds: { relation: ['table', 'tables'] },
  members: {
    relkind: 'kind',
    persistence: 'persistence',
    partkey: 'partition key',
    partbound: 'bounds of its partition',
    parents: 'parent',
    of_type: 'type that it is made of',
  },
  isMeant: (fact) => ['r', 'p', 'f'].includes(textOf(fact, 'relkind')),
  tell: (named, source, target) =>
    memberOf(source, 'relkind') === 'p' && memberOf(target, 'relkind') === 'r'
      ? `The partitioning of the ${named} is lost in the target.`
      : null,
};

export default defineCheck({
  id: 'database/tables',
  title:
    'Every table and partition of the source is in the target, of the same kind and persistence, partitioned in the same way',
  risk: 'Rows are missing or lie in other partitions, so that statements fail and old partitions cannot be dropped.',
  remediation:
    'Create the tables with the source’s own definitions before rows are loaded: DMS makes plain tables of partitioned ones.',
  fix: { sql: 'CREATE TABLE <table> (<columns>) PARTITION BY <key>;' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/catalog-pg-class.html',
    'https://www.postgresql.org/docs/current/ddl-partitioning.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.PostgreSQL.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { relations },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.relations),
});

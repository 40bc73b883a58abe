import { indexes } from '../../collectors/postgres/catalog/indexes.ts';
import { defineCheck } from '../../core/check.ts';
import { memberOf, type ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/**
 * An index of the target's own that is not unique changes no result. Size and clustering are no part of what an index does.
 * Servers of two majors may print one definition in two ways.
 */
const RULE: ObjectRule = {
  kinds: { index: ['index', 'indexes'] },
  members: {
    table: 'table',
    def: 'definition',
    am: 'access method',
    unique: 'uniqueness',
    primary: 'role as primary key',
    exclusion: 'role as exclusion constraint',
    immediate: 'time of its check',
    nulls_not_distinct: 'rule for nulls',
    replident: 'role as replica identity',
  },
  mayBeExtra: (fact) => memberOf(fact, 'unique') === false && memberOf(fact, 'exclusion') === false,
};

export default defineCheck({
  id: 'database/indexes',
  title:
    'Every index of the source is in the target with the same definition, and none is added that refuses rows',
  risk: 'Queries read whole tables, and values that must be unique are not.',
  remediation:
    'Create the index with the source’s own definition; DMS makes few but those of primary keys.',
  fix: { sql: 'CREATE INDEX CONCURRENTLY <index> ON <table> (<columns>);' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/catalog-pg-index.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.PostgreSQL.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { indexes },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.indexes),
});

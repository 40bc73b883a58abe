import { relations } from '../../collectors/postgres/catalog/relations.ts';
import { defineCheck } from '../../core/check.ts';
import { textOf, type ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Missing tables are found by another check. Aurora takes a tablespace's name and puts its tables where all others are. */
const RULE: ObjectRule = {
  kinds: { relation: ['table', 'tables'] },
  members: { options: 'set of storage parameters', am: 'access method', tablespace: 'tablespace' },
  isMeant: (fact) => ['r', 'p', 'm'].includes(textOf(fact, 'relkind')),
  commonAlone: ['relation'],
};

export default defineCheck({
  id: 'database/table-storage',
  title:
    'Every table has the storage parameters, access method and tablespace of the source in the target',
  risk: 'Tables are vacuumed and filled in another way, so that they grow and slow down under the same load.',
  remediation: 'Set the storage parameters of the source on the table in the target.',
  fix: { sql: 'ALTER TABLE <table> SET (<parameter> = <value>);' },
  severity: 'low',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.postgresql.org/docs/current/sql-createtable.html'],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { relations },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.relations),
});

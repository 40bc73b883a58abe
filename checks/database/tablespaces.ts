import { tablespaces } from '../../collectors/postgres/catalog/tablespaces.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Which tables are in it is compared with the storage of tables. */
const RULE: ObjectRule = {
  kinds: { tablespace: ['tablespace', 'tablespaces'] },
  members: { options: 'list of options' },
  mayBeExtra: () => true,
};

export default defineCheck({
  id: 'database/tablespaces',
  title: 'Every tablespace of the source is in the target',
  risk: 'Statements that name the tablespace fail.',
  remediation:
    'Create the tablespace, or take its name out of statements: on Aurora it separates nothing.',
  fix: { sql: 'CREATE TABLESPACE <tablespace> LOCATION <directory>;' },
  severity: 'low',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/manage-ag-tablespaces.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.FeatureSupport.Tablespaces.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { tablespaces },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.tablespaces),
});

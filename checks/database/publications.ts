import { publications } from '../../collectors/postgres/catalog/publications.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** The target may have others, such as those for a way back. Parameters that only later majors know are not compared. */
const RULE: ObjectRule = {
  kinds: { publication: ['publication', 'publications'] },
  members: {
    tables: 'list of tables',
    puballtables: 'scope',
    pubinsert: 'rule for inserts',
    pubupdate: 'rule for updates',
    pubdelete: 'rule for deletes',
    pubtruncate: 'rule for truncates',
    pubviaroot: 'rule for partitions',
  },
  mayBeExtra: () => true,
};

export default defineCheck({
  id: 'database/publications',
  title: 'Every publication of the source is in the target, for the same tables and changes',
  risk: 'Those who subscribe to the source’s changes get none from the target.',
  remediation:
    'Create the publication in the target, or waive it when it serves the migration alone.',
  fix: { sql: 'CREATE PUBLICATION <publication> FOR TABLE <tables>;' },
  severity: 'low',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/catalog-pg-publication.html',
    'https://www.postgresql.org/docs/current/logical-replication-publication.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { publications },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.publications),
});

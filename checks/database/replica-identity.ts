import { keylessTables } from '../../collectors/postgres/catalog/keyless-tables.ts';
import { defineCheck } from '../../core/check.ts';
import { memberOf } from './objects/differences.ts';
import { judgeEach, type EachRule } from './objects/judge-each.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

const RULE: EachRule = {
  kinds: { nokey: ['table', 'tables without a key'] },
  expected: {},
  shown: ['replident', 'writes', 'unique_notnull'],
  tell: (named, fact) =>
    Number(memberOf(fact, 'writes') ?? 0) > 0
      ? `The source updates or deletes rows of the ${named}, which has no key to replicate them by.`
      : `The ${named} has no key by which its updates and deletes could be replicated.`,
};

export default defineCheck({
  id: 'database/replica-identity',
  title: 'Every table of the source has a primary key or another replica identity',
  risk: 'Logical replication refuses updates and deletes of such a table, and DMS leaves them out.',
  remediation: 'Add a primary key in the source, or name a unique index as its replica identity.',
  fix: { sql: 'ALTER TABLE <table> REPLICA IDENTITY USING INDEX <index>;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/logical-replication-publication.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { keylessTables },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeEach(RULE, 'source', artifacts.keylessTables),
});

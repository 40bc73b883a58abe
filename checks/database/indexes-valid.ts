import { indexes } from '../../collectors/postgres/catalog/indexes.ts';
import { defineCheck } from '../../core/check.ts';
import { memberOf } from './objects/differences.ts';
import { judgeEach, type EachRule } from './objects/judge-each.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

const STATES = ['valid', 'ready', 'live'];

const RULE: EachRule = {
  kinds: { index: ['index', 'indexes'] },
  isRight: (fact) => STATES.every((state) => memberOf(fact, state) === true),
  expected: { valid: true, ready: true, live: true },
  tell: (named) => `The ${named} is not valid, ready and live in the target.`,
};

export default defineCheck({
  id: 'database/indexes-valid',
  title: 'Every index of the target is valid, ready and live',
  risk: 'Queries do not use the index, and a unique one guards only rows to come.',
  remediation: 'Drop the index and build it again, or rebuild it in place.',
  fix: { sql: 'REINDEX INDEX CONCURRENTLY <index>;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/sql-createindex.html',
    'https://www.postgresql.org/docs/current/catalog-pg-index.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { indexes },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeEach(RULE, 'target', artifacts.indexes),
});

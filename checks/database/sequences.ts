import { sequences } from '../../collectors/postgres/catalog/sequences.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** How far a sequence has come is no part of its definition. */
const RULE: ObjectRule = {
  kinds: { sequence: ['sequence', 'sequences'] },
  members: {
    type: 'type',
    start: 'start',
    inc: 'increment',
    min: 'minimum',
    max: 'maximum',
    cache: 'cache',
    cycle: 'rule for its end',
    owned_by: 'owning column',
  },
};

export default defineCheck({
  id: 'database/sequences',
  title: 'The sequences of both databases are the same',
  risk: 'Keys are not given, or run out of their bounds.',
  remediation: 'Create the sequence with the source’s own definition; DMS moves none.',
  fix: { sql: 'CREATE SEQUENCE <sequence> OWNED BY <column>;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/catalog-pg-sequence.html',
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.PostgreSQL.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { sequences },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.sequences),
});

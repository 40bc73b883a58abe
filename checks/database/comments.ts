import { comments } from '../../collectors/postgres/catalog/comments.ts';
import { defineCheck } from '../../core/check.ts';
import type { ObjectRule } from './objects/differences.ts';
import { judgeObjects } from './objects/judge-objects.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

const RULE: ObjectRule = {
  kinds: {
    comment: ['comment on', 'comments'],
    seclabel: ['security label on', 'security labels'],
  },
  members: { value: 'text', label: 'label' },
  mayBeExtra: (fact) => fact.kind === 'comment',
};

export default defineCheck({
  id: 'database/comments',
  title: 'Every comment and security label of the source is in the target',
  risk: 'What people and programs read of the schema is lost.',
  remediation: 'Set the comment of the source on the object in the target.',
  fix: { sql: 'COMMENT ON TABLE <table> IS <text>;' },
  severity: 'low',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/sql-comment.html',
    'https://www.postgresql.org/docs/current/sql-security-label.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { comments },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => judgeObjects(RULE, artifacts.comments),
});

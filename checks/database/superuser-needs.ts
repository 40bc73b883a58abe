import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import { superuserNeeds } from '../../collectors/postgres/catalog/superuser-needs.ts';
import { defineCheck } from '../../core/check.ts';
import { unknown } from '../../core/judgement.ts';
import { NO_CATALOG } from './objects/catalogs.ts';
import { judgeEach, type EachRule } from './objects/judge-each.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

/** Each has a substitute on Aurora, which another check looks for: roles, event triggers, tablespaces. */
const COMPARED_ELSEWHERE = /^(?:role|event trigger|tablespace) /;
/** Routines that anybody can make, and that fail when they are called. */
const FAILS_WHEN_CALLED = /^(?:function .* calls|SET of) /;

/** That the target has the same shows that it can be made there. */
function ruleFor(target: readonly Fact[]): EachRule {
  const made = new Set(target.map(({ id }) => id));
  return {
    kinds: { super: ['need of', 'needs'] },
    isMeant: ({ id }) => !COMPARED_ELSEWHERE.test(id),
    isRight: ({ id }) => made.has(id) && !FAILS_WHEN_CALLED.test(id),
    expected: {},
    shown: ['lib'],
    tell: (_, { id }) => `The source uses what needs a superuser: ${id}.`,
  };
}

export default defineCheck({
  id: 'database/superuser-needs',
  title: 'The source uses nothing that only a superuser can make',
  risk: 'What only a superuser can make cannot be made on Aurora, so that whatever uses it fails.',
  remediation:
    'Replace it by what Aurora has, such as trusted languages and aws_s3, or take it out.',
  fix: { sql: 'DROP FUNCTION <function>;' },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.html',
    'https://www.postgresql.org/docs/current/sql-createfunction.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { superuserNeeds },
  none: NO_MIGRATION,
  subjects: movedDatabase,
  evaluate: (_, artifacts) => {
    const target = artifacts.superuserNeeds.get('target');
    if (target === null) return unknown(NO_CATALOG);
    return judgeEach(ruleFor(target), 'source', artifacts.superuserNeeds);
  },
});

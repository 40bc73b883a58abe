import { server } from '../../collectors/postgres/catalog/server.ts';
import { settings } from '../../collectors/postgres/catalog/settings.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { SEES_NO_SETTINGS } from './blind.ts';
import { SAYS_NOTHING } from './server-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

export default defineCheck({
  id: 'database/no-pending-restart',
  title: 'No parameter of the target waits for a restart',
  risk: 'The server runs with other values than its parameter group has, until it happens to restart.',
  remediation: 'Reboot the instance in a window before the cutover.',
  fix: { sql: 'SELECT name FROM pg_settings WHERE pending_restart;' },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/view-pg-settings.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_WorkingWithParamGroups.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { server, settings },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, { server, settings }) {
    const all = settings.get('target');
    if (all === null || all.length === 0) return unknown('The target did not say how it is set.');
    const own = server.get('target')?.[0]?.def;
    if (own === undefined) return SAYS_NOTHING;
    if (!own.seesSettings) return SEES_NO_SETTINGS;
    const pending = all.filter(({ def }) => def.pending_restart).map(({ id }) => id);
    const facts = [{ pendingRestart: [] }, { pendingRestart: pending }] as const;
    return pending.length === 0
      ? pass(...facts)
      : fail('Parameters of the target wait for a restart.', ...facts);
  },
});

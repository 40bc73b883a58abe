import { server } from '../../collectors/postgres/catalog/server.ts';
import { fail, pass } from '../../core/judgement.ts';
import { SAYS_NOTHING, serversOf } from './server-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

export default defineCheck({
  id: 'database/writer',
  title: 'The connection to the target reaches its writer',
  risk: 'What is judged is a copy that lags behind, and nothing that is written arrives.',
  remediation: 'Connect to the cluster’s writer endpoint, or end the recovery of the server.',
  fix: { sql: 'SELECT pg_is_in_recovery();' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-RECOVERY-CONTROL',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.Endpoints.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { server },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, artifacts) {
    const servers = serversOf(artifacts.server);
    if (servers === null) return SAYS_NOTHING;
    const expected = { inRecovery: false };
    const actual = { inRecovery: servers.target.inRecovery };
    return servers.target.inRecovery
      ? fail('The connection to the target reaches a reader.', expected, actual)
      : pass(expected, actual);
  },
});

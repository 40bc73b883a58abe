import { keptLoadTest, LOAD_TEST } from '../../collectors/load/kept-test.ts';
import { defineCheck } from '../../core/check.ts';
import { fail } from '../../core/judgement.ts';
import { connectionCounts, connectionForecast } from '../../load/foresight/connections.ts';
import { judgeByRule } from './resource-rule.ts';
import { loadedDatabases, NO_LOADED_DATABASES } from './subjects.ts';

export default defineCheck({
  id: 'sizing/database-connections',
  title: 'Under the declared load the database has connections to spare',
  risk: 'Tasks that come up find no connection, and their requests fail.',
  remediation:
    'Make the pools smaller, pool connections before the database, or raise the greatest capacity.',
  fix: {
    cli: 'aws rds modify-db-cluster --db-cluster-identifier <cluster> --serverless-v2-scaling-configuration MinCapacity=<ACU>,MaxCapacity=<ACU> --apply-immediately',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { serverlessV2MinCapacity: <ACU>, serverlessV2MaxCapacity: <ACU> })',
  },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.max-connections',
  ],
  controls: [],
  proves: ['sizing/load', 'sizing/acu'],
  needs: { test: keptLoadTest },
  none: NO_LOADED_DATABASES,
  subjects: loadedDatabases,

  evaluate({ name, declared, spec }, { test }) {
    const { capacity } = declared;
    const forecast = connectionForecast(spec, name);
    // Whatever was measured of the tasks that ran, and also when nothing was.
    if (forecast?.outcome === 'fails') {
      return fail(forecast.says, { capacity }, connectionCounts(spec, name, declared));
    }
    const found = test.get(LOAD_TEST);
    return judgeByRule(spec, found, { resource: `aurora ${name}`, rule: 'D2' }, { capacity });
  },
});

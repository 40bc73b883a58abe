import { keptLoadTest, LOAD_TEST } from '../../collectors/load/kept-test.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeByRule } from './resource-rule.ts';
import { loadedDatabases, NO_LOADED_DATABASES } from './subjects.ts';

export default defineCheck({
  id: 'sizing/database-not-oversized',
  title: 'Much less capacity would not carry the declared peak',
  risk: 'What nobody uses is paid for, month after month.',
  remediation: 'Declare the smaller capacity that is named, and send the load again.',
  fix: {
    cli: 'aws rds modify-db-cluster --db-cluster-identifier <cluster> --serverless-v2-scaling-configuration MinCapacity=<ACU>,MaxCapacity=<ACU> --apply-immediately',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { serverlessV2MinCapacity: <ACU>, serverlessV2MaxCapacity: <ACU> })',
  },
  severity: 'low',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html',
  ],
  controls: [],
  proves: [],
  needs: { test: keptLoadTest },
  none: NO_LOADED_DATABASES,
  subjects: loadedDatabases,

  evaluate({ name, declared, spec }, { test }) {
    const { capacity } = declared;
    const found = test.get(LOAD_TEST);
    return judgeByRule(spec, found, { resource: `aurora ${name}`, rule: 'O1' }, { capacity });
  },
});

import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './failover-tier.ts';
import { clusterSubject, deployed, instanceArtifact } from './testing/fixtures.ts';

const members = (...facts: Parameters<typeof instanceArtifact>[2][]) =>
  facts.map((fact, index) => instanceArtifact(`main-${index + 1}`, 'us-east-1a', fact));
const tiers = (...all: (number | null)[]) =>
  deployed(members(...all.map((promotionTier) => ({ promotionTier }))));
const roles = (...all: (boolean | null)[]) => ({
  ...deployed(members(...all.map(() => ({ promotionTier: 5 }))), {
    members: all.map((isWriter, index) => ({
      instance: `main-${index + 1}`,
      isWriter,
      parameterGroupStatus: 'in-sync',
    })),
  }),
});
const NONE = 'No reader is kept as large as the writer.';
const UNTOLD = 'RDS does not give the role and the promotion tier of all members.';

testCheck(check, clusterSubject(), {
  pass: [
    { name: 'tier 1', artifacts: tiers(5, 1) },
    { name: 'tier 0 of one of two', artifacts: tiers(1, 5, 0) },
  ],
  fail: [
    {
      name: 'absent',
      artifacts: { ...tiers(1, 1), clusters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
    { name: 'the writer alone is of tier 0', artifacts: tiers(0, 2), message: NONE },
    { name: 'no reader', artifacts: tiers(0), message: NONE },
  ],
  unknown: [
    { name: 'the tier of a reader is not given', artifacts: tiers(0, 2, null), message: UNTOLD },
    { name: 'who writes is not given', artifacts: roles(true, null), message: UNTOLD },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { ...tiers(0, 1), instances: { main: denied('rds:DescribeDBInstances') } },
      message: 'AWS denied rds:DescribeDBInstances.',
    },
  ],
});

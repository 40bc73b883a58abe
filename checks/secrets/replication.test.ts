import { denied, testCheck } from '../../core/testing/test-check.ts';
import { secretArtifact, secretSubject } from './testing/fixtures.ts';
import check from './replication.ts';

const having = (...replicas: readonly (readonly [string, string | null])[]) => ({
  secrets: {
    'app/jwt': secretArtifact({
      primaryRegion: 'us-east-1',
      replicas: replicas.map(([region, status]) => ({ region, status })),
    }),
  },
});
const WRONG = 'The secret is not copied to every declared region.';

testCheck(
  check,
  { ...secretSubject({ rotationDays: 30, replicaRegions: ['us-west-2', 'eu-west-1'] }) },
  {
    pass: [
      {
        name: 'both, and one more',
        artifacts: having(
          ['eu-west-1', 'InSync'],
          ['us-west-2', 'InSync'],
          ['eu-west-2', 'Failed'],
        ),
      },
    ],
    fail: [
      {
        name: 'absent from Secrets Manager',
        artifacts: { secrets: { 'app/jwt': null } },
        message: 'The secret does not exist.',
      },
      {
        name: 'never replicated',
        artifacts: { secrets: { 'app/jwt': secretArtifact() } },
        message: WRONG,
        details: ['There is no copy in eu-west-1.', 'There is no copy in us-west-2.'],
      },
      {
        name: 'one that failed',
        artifacts: having(['eu-west-1', 'InSync'], ['us-west-2', 'Failed']),
        message: WRONG,
        details: ['The copy in us-west-2 is Failed.'],
      },
      {
        name: 'one whose state is not told',
        artifacts: having(['eu-west-1', 'InSync'], ['us-west-2', null]),
        message: WRONG,
        details: ['The copy in us-west-2 is in an unknown state.'],
      },
      {
        name: 'one under way, and one missing',
        artifacts: having(['eu-west-1', 'InProgress']),
        message: WRONG,
      },
    ],
    unsettled: [
      {
        name: 'under way',
        artifacts: having(['eu-west-1', 'InSync'], ['us-west-2', 'InProgress']),
        message: 'The secret is being copied.',
      },
    ],
    unknown: [],
    error: [
      {
        name: 'denied',
        artifacts: { secrets: { 'app/jwt': denied('secretsmanager:DescribeSecret') } },
        message: 'AWS denied secretsmanager:DescribeSecret.',
      },
    ],
  },
);

import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './audit-baseline.ts';

const trail = (multiRegion: boolean | null, logging: boolean | null) => {
  return { arn: 'arn:trail', multiRegion, logging };
};
const having = (trails: ReturnType<typeof trail>[], recording: (boolean | null)[] = [true]) => ({
  trails: { all: trails },
  recorders: { all: recording.map((each) => ({ name: 'default', recording: each })) },
});
const NO_TRAIL = 'No trail of all regions logs.';

testCheck(
  check,
  { name: '123456789012', path: ['account'] },
  {
    pass: [
      { name: 'both', artifacts: having([trail(true, true)]) },
      {
        name: 'one of several each',
        artifacts: having([trail(false, true), trail(true, true)], [false, true]),
      },
    ],
    fail: [
      { name: 'no trail', artifacts: having([]), message: NO_TRAIL },
      { name: 'a trail of one region', artifacts: having([trail(false, true)]), message: NO_TRAIL },
      {
        name: 'a trail that was stopped',
        artifacts: having([trail(true, false)]),
        message: NO_TRAIL,
      },
      {
        name: 'no recorder',
        artifacts: having([trail(true, true)], []),
        message: 'AWS Config does not record.',
      },
      {
        name: 'a recorder that was stopped',
        artifacts: having([trail(true, true)], [false]),
        message: 'AWS Config does not record.',
      },
    ],
    unknown: [
      {
        name: 'a trail of which it is not told',
        artifacts: having([trail(true, null)]),
        message: 'CloudTrail does not say of every trail what it records.',
      },
      {
        name: 'a recorder of which it is not told',
        artifacts: having([trail(true, true)], [null]),
        message: 'AWS Config does not say of every recorder whether it records.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { ...having([]), trails: { all: denied('cloudtrail:DescribeTrails') } },
        message: 'AWS denied cloudtrail:DescribeTrails.',
      },
    ],
  },
);

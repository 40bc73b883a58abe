import { denied, testCheck } from '../../core/testing/test-check.ts';
import { repositorySubject } from './testing/fixtures.ts';
import check from './scanning.ts';

const scanned = (frequency: string | null, onPush: boolean | null = true) => ({
  scanning: { api: { frequency, onPush } },
});
const SILENT = 'ECR does not say when images of the repository are scanned.';

testCheck(
  check,
  { ...repositorySubject() },
  {
    pass: [
      { name: 'on push', artifacts: scanned('SCAN_ON_PUSH') },
      {
        name: 'all the time, by a rule of the registry (S7)',
        artifacts: scanned('CONTINUOUS_SCAN', false),
      },
    ],
    fail: [
      {
        name: 'absent from ECR',
        artifacts: { scanning: { api: null } },
        message: 'The repository does not exist.',
      },
      {
        name: 'by hand, by a rule of the registry (S7)',
        artifacts: scanned('MANUAL', true),
        message: 'Images are scanned only when somebody asks for it.',
      },
    ],
    unknown: [
      { name: 'nothing is said', artifacts: scanned(null, null), message: SILENT },
      { name: 'something new is said', artifacts: scanned('NOW_AND_THEN'), message: SILENT },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { scanning: { api: denied('ecr:BatchGetRepositoryScanningConfiguration') } },
        message: 'AWS denied ecr:BatchGetRepositoryScanningConfiguration.',
      },
    ],
  },
);

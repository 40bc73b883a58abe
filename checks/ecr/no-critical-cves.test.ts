import { denied, testCheck } from '../../core/testing/test-check.ts';
import { imageSubject } from './testing/fixtures.ts';
import check from './no-critical-cves.ts';

const scanned = (status: string | null, counts: Record<string, number> | null = {}) => ({
  findings: { 'api:1': { status, counts } },
});
const NO_RESULT = 'The scan of the image did not end with a result.';

testCheck(
  check,
  { ...imageSubject() },
  {
    pass: [
      { name: 'nothing found', artifacts: scanned('COMPLETE') },
      { name: 'nothing critical', artifacts: scanned('ACTIVE', { HIGH: 3, CRITICAL: 0 }) },
      {
        name: 'as many as declared',
        subject: { maxCriticalFindings: 2 },
        artifacts: scanned('COMPLETE', { CRITICAL: 2 }),
      },
    ],
    fail: [
      {
        name: 'one',
        artifacts: scanned('COMPLETE', { CRITICAL: 1 }),
        message: 'The image has critical flaws.',
      },
      {
        name: 'one more than declared',
        subject: { maxCriticalFindings: 2 },
        artifacts: scanned('ACTIVE', { CRITICAL: 3 }),
        message: 'The image has critical flaws.',
      },
    ],
    unsettled: [
      {
        name: 'under way',
        artifacts: scanned('IN_PROGRESS', null),
        message: 'The image is being scanned.',
      },
      {
        name: 'about to begin',
        artifacts: scanned('PENDING', null),
        message: 'The image is being scanned.',
      },
    ],
    unknown: [
      {
        name: 'never scanned (S7)',
        artifacts: { findings: { 'api:1': null } },
        message: 'No scan of the image is on record.',
      },
      {
        name: 'an image that ECR cannot read',
        artifacts: scanned('UNSUPPORTED_IMAGE'),
        message: NO_RESULT,
      },
      { name: 'a scan that failed', artifacts: scanned('FAILED'), message: NO_RESULT },
      { name: 'no state', artifacts: scanned(null), message: NO_RESULT },
      {
        name: 'no counts',
        artifacts: scanned('COMPLETE', null),
        message: 'ECR does not say what the scan found.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { findings: { 'api:1': denied('ecr:DescribeImageScanFindings') } },
        message: 'AWS denied ecr:DescribeImageScanFindings.',
      },
    ],
  },
);

import { trails } from '../../collectors/aws/cloudtrail/trails.ts';
import { recorders } from '../../collectors/aws/config-service/recorders.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';

export default defineCheck({
  id: 'account/audit-baseline',
  title: 'A trail of all regions logs, and AWS Config records',
  risk: 'Nobody can tell afterwards who changed what.',
  remediation: 'Create a trail of all regions, and start the recorder of AWS Config.',
  fix: {
    cli: 'aws cloudtrail create-trail --name <trail> --s3-bucket-name <bucket> --is-multi-region-trail && aws cloudtrail start-logging --name <trail>',
    cdk: 'new cloudtrail.Trail(this, "<id>", { isMultiRegionTrail: true })',
  },
  severity: 'medium',
  resourceType: 'AWS::CloudTrail::Trail',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-1',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1',
  ],
  controls: [
    'Security Hub 2026-08 CloudTrail.1',
    'Security Hub 2026-08 Config.1',
    'CIS AWS 5.0.0 3.1',
    'CIS AWS 5.0.0 3.3',
  ],
  proves: ['security/audit'],
  needs: { trails, recorders },
  none: 'The spec declares no account.',
  subjects: (spec) => [{ name: spec.account.id, path: ['account'] }],

  evaluate(_subject, artifacts) {
    const expected = { multiRegionTrailLogs: true, recorderRecords: true };
    const all = artifacts.trails.get('all') ?? [];
    const logging = all.filter(
      ({ multiRegion, logging: isOn }) => multiRegion === true && isOn === true,
    );
    const listed = artifacts.recorders.get('all') ?? [];
    const recording = listed.filter((recorder) => recorder.recording === true);
    const actual = {
      trails: all.length,
      multiRegionTrailLogs: logging.length > 0,
      recorders: listed.length,
      recorderRecords: recording.length > 0,
    };
    const [first] = logging;
    const resource = first === undefined ? {} : { resource: first.arn };
    if (logging.length === 0) {
      return all.some((trail) => trail.multiRegion === null || trail.logging === null)
        ? unknown('CloudTrail does not say of every trail what it records.')
        : fail('No trail of all regions logs.', expected, actual);
    }
    if (recording.length === 0) {
      return listed.some((recorder) => recorder.recording === null)
        ? unknown('AWS Config does not say of every recorder whether it records.')
        : fail('AWS Config does not record.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});

import { repositoryScanning } from '../../collectors/aws/ecr/scanning.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredRepositories, NO_REPOSITORIES } from './subjects.ts';

export default defineCheck({
  id: 'ecr/scanning',
  title: 'Images of the repository are scanned when they are pushed, or all the time',
  risk: 'Flaws that are known today come in with the next image, and nobody is told.',
  remediation: 'Switch on scanning for the repository in the configuration of the registry.',
  fix: {
    cli: 'aws ecr put-registry-scanning-configuration --scan-type BASIC --rules file://<rules>.json',
    cdk: 'new ecr.Repository(this, "<id>", { imageScanOnPush: true })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECR::Repository',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-1',
  ],
  controls: ['Security Hub 2026-08 ECR.1'],
  proves: ['ecs/image-integrity'],
  needs: { scanning: repositoryScanning },
  none: NO_REPOSITORIES,
  subjects: (spec) =>
    declaredRepositories(spec).map((subject) =>
      subject.declared.scanOnPush
        ? subject
        : { ...subject, notApplicable: 'The spec declares that images are not scanned.' },
    ),

  evaluate({ name }, { scanning }) {
    const expected = { frequency: ['SCAN_ON_PUSH', 'CONTINUOUS_SCAN'] };
    const actual = scanning.get(name);
    if (actual === null) return fail(ABSENT, expected, {});
    // The rules of the registry come before what the repository says of itself.
    switch (actual.frequency) {
      case 'SCAN_ON_PUSH':
      case 'CONTINUOUS_SCAN':
        return pass(expected, actual);
      case 'MANUAL':
        return fail('Images are scanned only when somebody asks for it.', expected, actual);
      case null:
      default:
        return unknown('ECR does not say when images of the repository are scanned.');
    }
  },
});

import { scanFindings } from '../../collectors/aws/ecr/scan-findings.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { declaredImages, NO_IMAGES, type ImageSubject } from './subjects.ts';

export default defineCheck({
  id: 'ecr/no-critical-cves',
  title: 'The image was scanned, and has no more critical flaws than the spec allows',
  risk: 'The service goes live with a flaw that everybody can look up.',
  remediation: 'Rebuild the image on a base that is mended, and push it.',
  fix: {
    cli: 'aws ecr start-image-scan --repository-name <repository> --image-id imageTag=<tag>',
    cdk: 'new ecr.Repository(this, "<id>", { imageScanOnPush: true })',
  },
  severity: 'high',
  resourceType: 'AWS::ECR::Repository',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImageScanFindings.html',
  ],
  controls: [],
  proves: ['ecs/image-integrity'],
  needs: { findings: scanFindings },
  none: NO_IMAGES,
  subjects: (spec): readonly ImageSubject[] =>
    declaredImages(spec).map((subject) =>
      subject.maxCriticalFindings === null
        ? { ...subject, notApplicable: 'The spec does not declare the repository of the image.' }
        : {
            ...subject,
            alsoAt: [['repositories', subject.repository, 'maxCriticalFindings']],
          },
    ),

  evaluate({ name, maxCriticalFindings }, { findings }) {
    const expected = { maxCriticalFindings };
    const scan = findings.get(name);
    // Nothing is known of an image that nobody scanned.
    if (scan === null) return unknown('No scan of the image is on record.');
    const { status, counts } = scan;
    const actual = { status, counts };
    if (status === 'PENDING' || status === 'IN_PROGRESS') {
      return unsettled('The image is being scanned.', expected, actual);
    }
    if (status !== 'COMPLETE' && status !== 'ACTIVE') {
      return unknown('The scan of the image did not end with a result.');
    }
    if (counts === null) return unknown('ECR does not say what the scan found.');
    // A severity that nothing has is left out.
    const critical = counts['CRITICAL'] ?? 0;
    return maxCriticalFindings !== null && critical <= maxCriticalFindings
      ? pass(expected, actual)
      : fail('The image has critical flaws.', expected, actual);
  },
});

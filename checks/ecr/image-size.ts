import { ecrImages } from '../../collectors/aws/ecr/images.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredImages, NO_IMAGE, NO_IMAGES, type ImageSubject } from './subjects.ts';

/** As ECR and Docker count. */
const BYTES_PER_MB = 1_000_000;

export default defineCheck({
  id: 'ecr/image-size',
  title: 'The image weighs no more than the spec allows',
  risk: 'Tasks start late, when load has already come.',
  remediation: 'Build in stages, and leave what only the build needs out of the last one.',
  fix: {
    cli: 'aws ecr describe-images --repository-name <repository> --query "imageDetails[].[imageTags,imageSizeInBytes]"',
    cdk: 'new ecrAssets.DockerImageAsset(this, "<id>", { directory: "<directory>", target: "<stage>" })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECR::Repository',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageDetail.html',
    'https://docs.docker.com/build/building/multi-stage/',
  ],
  controls: [],
  proves: ['ecs/small-images'],
  needs: { images: ecrImages },
  none: NO_IMAGES,
  subjects: (spec): readonly ImageSubject[] =>
    declaredImages(spec).map((subject) =>
      subject.maxImageMB === null
        ? { ...subject, notApplicable: 'The spec declares no greatest size of the image.' }
        : { ...subject, alsoAt: subject.sizesAt },
    ),

  evaluate({ name, maxImageMB }, { images }) {
    const expected = { maxImageMB };
    const image = images.get(name);
    if (image === null) return fail(NO_IMAGE, expected, {});
    if (image.sizeBytes === null) return unknown('ECR does not say how much the image weighs.');
    const actual = { imageMB: image.sizeBytes / BYTES_PER_MB };
    return maxImageMB !== null && actual.imageMB <= maxImageMB
      ? pass(expected, actual)
      : fail('The image weighs more than declared.', expected, actual);
  },
});

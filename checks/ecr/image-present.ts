import { ecrImages } from '../../collectors/aws/ecr/images.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { declaredImages, NO_IMAGE, NO_IMAGES } from './subjects.ts';

export default defineCheck({
  id: 'ecr/image-present',
  title: 'The declared image is in the registry and can be pulled',
  risk: 'The next task that is placed cannot start.',
  remediation: 'Push the image with the declared tag.',
  fix: {
    cli: 'aws ecr get-login-password | docker login --username AWS --password-stdin <registry> && docker push <registry>/<repository>:<tag>',
    cdk: 'new ecrAssets.DockerImageAsset(this, "<id>", { directory: "<directory>" })',
  },
  severity: 'high',
  resourceType: 'AWS::ECR::Repository',
  references: ['https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html'],
  controls: [],
  proves: ['ecs/image-integrity', 'ecs/container-ready'],
  needs: { images: ecrImages },
  none: NO_IMAGES,
  subjects: declaredImages,

  evaluate({ name }, { images }) {
    const expected = { inRegistry: true, status: 'ACTIVE' };
    const image = images.get(name);
    if (image === null) return fail(NO_IMAGE, expected, { inRegistry: false });
    const { digest, pushedAt, status } = image;
    const actual = { inRegistry: true, digest, pushedAt, status };
    // ECR leaves the state out where images have no other.
    return status === null || status === 'ACTIVE'
      ? pass(expected, actual)
      : fail('The image cannot be pulled.', expected, actual);
  },
});

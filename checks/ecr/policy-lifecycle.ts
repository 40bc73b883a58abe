import { ecrImages } from '../../collectors/aws/ecr/images.ts';
import { repositories } from '../../collectors/aws/ecr/repositories.ts';
import { repositoryPolicies } from '../../collectors/aws/ecr/repository-policies.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { withOrganization } from '../iam/organization.ts';
import { isMalformed, parseDocument } from '../iam/policy/document.ts';
import { isCertain, openingsOf, UNTOLD_OWNER } from '../iam/policy/public-access.ts';
import { expiringImages } from './lifecycle.ts';
import { ABSENT, declaredRepositories, NO_REPOSITORIES } from './subjects.ts';

export default defineCheck({
  id: 'ecr/policy-lifecycle',
  title: 'The repository is closed to others, and is tidied up without taking what runs',
  risk: 'Strangers pull or push images, the bill grows for ever, or the image of the next task is gone.',
  remediation:
    'Narrow the policy of the repository, and give it a lifecycle policy for images without a tag.',
  fix: {
    cli: 'aws ecr put-lifecycle-policy --repository-name <repository> --lifecycle-policy-text file://<policy>.json',
    cdk: 'new ecr.Repository(this, "<id>", { lifecycleRules: [{ tagStatus: ecr.TagStatus.UNTAGGED, maxImageAge: Duration.days(14) }] })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECR::Repository',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-3',
  ],
  controls: ['Security Hub 2026-08 ECR.3'],
  proves: ['ecs/image-integrity'],
  needs: { repositories, policies: repositoryPolicies, images: ecrImages },
  none: NO_REPOSITORIES,
  subjects: (spec) => withOrganization(declaredRepositories(spec), spec),

  evaluate({ name, deployedImages, organization }, artifacts, { account }) {
    const expected = { openings: [], lifecyclePolicy: true, expiringImages: [] };
    const repository = artifacts.repositories.get(name);
    if (repository === null) return fail(ABSENT, expected, {});
    const resource = { resource: repository.arn };
    const policies = artifacts.policies.get(name);
    const access = policies?.access ?? null;
    const lifecycle = policies?.lifecycle ?? null;
    const document = access === null ? null : parseDocument(access, 'resource');
    if (document !== null && isMalformed(document)) {
      return unknown('The policy of the repository cannot be read.');
    }
    const openings =
      document === null ? [] : openingsOf(document, { accounts: [account], organization });
    const found = {
      openings: openings.map(({ sid, principal, to }) => ({ sid, principal, to })),
      lifecyclePolicy: lifecycle !== null,
      encryption: repository.encryption,
    };
    if (openings.some(isCertain)) {
      return fail('The policy of the repository lets in others.', expected, found, {
        ...resource,
        details: openings.map(({ principal, to }) => `Let in: ${principal} (${to}).`),
      });
    }
    if (lifecycle === null) {
      return fail('The repository has no lifecycle policy.', expected, found, resource);
    }
    // An image may have more tags than the one that it is declared by; one that is gone has that one alone.
    const images = deployedImages.map(({ name: image, tag }) => ({
      name: image,
      tags: [...(tag === null ? [] : [tag]), ...(artifacts.images.get(image)?.tags ?? [])],
    }));
    const expiring = expiringImages(lifecycle, images);
    const actual = { ...found, expiringImages: expiring };
    if (expiring === null) return unknown('The lifecycle policy of the repository cannot be read.');
    if (expiring.length > 0) {
      return fail(
        'The lifecycle policy may take away an image that runs.',
        expected,
        actual,
        resource,
      );
    }
    return openings.length > 0 ? unknown(UNTOLD_OWNER) : pass(expected, actual, resource);
  },
});

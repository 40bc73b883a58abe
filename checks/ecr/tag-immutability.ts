import { repositories } from '../../collectors/aws/ecr/repositories.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { matches, patternOf } from '../iam/policy/pattern.ts';
import { ABSENT, declaredRepositories, NO_REPOSITORIES } from './subjects.ts';

export default defineCheck({
  id: 'ecr/tag-immutability',
  title: 'Tags of the repository that are deployed can never be moved to another image',
  risk: 'What was tested is not what runs tomorrow, under the same name.',
  remediation:
    'Make the tags of the repository immutable, at most with exceptions for tags that are never deployed.',
  fix: {
    cli: 'aws ecr put-image-tag-mutability --repository-name <repository> --image-tag-mutability IMMUTABLE',
    cdk: 'new ecr.Repository(this, "<id>", { imageTagMutability: ecr.TagMutability.IMMUTABLE })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECR::Repository',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-2',
  ],
  controls: ['Security Hub 2026-08 ECR.2'],
  proves: ['ecs/image-integrity'],
  needs: { repositories },
  none: NO_REPOSITORIES,
  subjects: (spec) =>
    declaredRepositories(spec).map((subject) =>
      subject.declared.immutableTags
        ? subject
        : { ...subject, notApplicable: 'The spec declares that tags may be moved.' },
    ),

  evaluate({ name, deployedTags }, artifacts) {
    const expected = { tagMutability: 'IMMUTABLE' };
    const repository = artifacts.repositories.get(name);
    if (repository === null) return fail(ABSENT, expected, {});
    const { arn, tagMutability, exclusions } = repository;
    const actual = { tagMutability, ...(exclusions.length > 0 && { exclusions }) };
    const resource = { resource: arn };
    const matching = (tag: string) => exclusions.some((filter) => matches(patternOf(filter), tag));
    const tags = [...new Set(deployedTags)];
    switch (tagMutability) {
      case 'IMMUTABLE':
        return pass(expected, actual, resource);
      case 'MUTABLE':
        return fail('Tags can be moved to other images.', expected, actual, resource);
      case 'IMMUTABLE_WITH_EXCLUSION':
        return tags.some(matching)
          ? fail('A deployed tag is excepted, and can be moved.', expected, actual, resource)
          : pass(expected, actual, resource);
      case 'MUTABLE_WITH_EXCLUSION':
        return tags.length > 0 && tags.every(matching)
          ? pass(expected, actual, resource)
          : fail('Tags can be moved to other images.', expected, actual, resource);
      case null:
      default:
        return unknown('ECR does not say whether tags can be moved.');
    }
  },
});

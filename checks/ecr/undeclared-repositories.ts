import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { allRepositories } from '../../collectors/aws/ecr/all-repositories.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';

export default defineCheck({
  id: 'ecr/undeclared-repositories',
  title: 'No repository in the scope is undeclared',
  risk: 'What nobody planned holds images that nobody scans, and outlives the migration unseen.',
  remediation: 'Declare the repository, or delete it.',
  fix: {
    cli: 'aws ecr delete-repository --repository-name <repository>',
    cdk: 'new ecr.Repository(this, "<id>", { repositoryName: "<name>" })',
  },
  severity: 'low',
  resourceType: 'AWS::ECR::Repository',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html',
  ],
  controls: [],
  proves: ['ecs/image-integrity'],
  needs: { repositories: allRepositories, tagged: scopeArns },
  none: NO_SCOPE,
  subjects: (spec) => scopeSubject(spec, 'repositories', Object.keys(spec.repositories ?? {})),

  evaluate(subject, { repositories, tagged }) {
    return judgeUndeclared(
      { one: 'A repository', many: 'repositories' },
      subject,
      repositories.get(ALL),
      tagged,
    );
  },
});

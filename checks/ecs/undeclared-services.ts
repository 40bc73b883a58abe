import { serviceArns } from '../../collectors/aws/ecs/service-arns.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';

export default defineCheck({
  id: 'ecs/undeclared-services',
  title: 'Nothing runs in the cluster that is not declared',
  risk: 'What nobody planned takes messages and connections from the services, and outlives the migration unseen.',
  remediation: 'Declare the service, or delete it.',
  fix: {
    cli: 'aws ecs delete-service --cluster <cluster> --service <service> --force',
    cdk: 'new ecs.FargateService(this, "<id>", { cluster, taskDefinition })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECS::Cluster',
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListServices.html'],
  controls: [],
  proves: ['ecs/service-boundaries'],
  needs: { services: serviceArns },
  none: 'The spec declares no ECS cluster.',
  subjects: (spec) =>
    Object.entries(spec.clusters ?? {}).map(([name, { services }]) => ({
      name,
      path: ['clusters', name],
      declared: Object.keys(services),
    })),

  evaluate({ name, declared }, { services }) {
    const expected = { undeclared: [] };
    const found = services.get(name);
    if (found === null) return fail('The cluster does not exist.', expected, {});
    const names = found.map((arn) => arn.slice(arn.lastIndexOf('/') + 1));
    const undeclared = names.filter((service) => !declared.includes(service)).sort();
    const actual = { services: names.length, undeclared };
    return undeclared.length === 0
      ? pass(expected, actual)
      : fail('A service of the cluster is not declared.', expected, actual, {
          details: undeclared.map((service) => `Not declared: ${service}.`),
        });
  },
});

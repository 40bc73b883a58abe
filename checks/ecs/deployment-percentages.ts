import { controllerOf } from '../../collectors/aws/ecs/revision-in-use.ts';
import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/deployment-percentages',
  title: 'A rollout of the ECS service keeps to the declared share of healthy and additional tasks',
  risk: 'A rollout stops every task before the first new one serves, or cannot start at all.',
  remediation: 'Update the deployment configuration with the declared percentages.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --deployment-configuration "minimumHealthyPercent=<percent>,maximumPercent=<percent>"',
    cdk: 'new ecs.FargateService(this, "<id>", { minHealthyPercent: <percent>, maxHealthyPercent: <percent> })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html',
  ],
  controls: [],
  proves: ['ecs/safe-rollouts'],
  needs: { services: ecsServices },
  none: NO_SERVICES,
  subjects: (spec) =>
    declaredServices(spec).map((subject) =>
      subject.declared.deployment.controller === 'ECS'
        ? subject
        : {
            ...subject,
            notApplicable:
              'The spec declares another deployment controller, which replaces tasks in its own way.',
          },
    ),

  evaluate({ name, declared }, { services }) {
    const { minimumHealthyPercent, maximumPercent } = declared.deployment;
    const expected = { minimumHealthyPercent, maximumPercent };
    const service = services.get(name);
    if (service === null) return fail('The service does not exist.', expected, {});

    const resource = { resource: service.arn };
    const controller = controllerOf(service);
    if (controller !== 'ECS') {
      return fail(
        'The service has another deployment controller than the declared one.',
        { ...expected, deploymentController: 'ECS' },
        { deploymentController: controller },
        resource,
      );
    }
    const { minimumHealthyPercent: kept, maximumPercent: most } = service;
    const actual = { minimumHealthyPercent: kept, maximumPercent: most };
    if (
      (kept !== null && kept !== minimumHealthyPercent) ||
      (most !== null && most !== maximumPercent)
    ) {
      return fail('The percentages are not the declared ones.', expected, actual, resource);
    }
    // The defaults are those of a new service; of one that exists ECS gives the values.
    if (kept === null || most === null) {
      return unknown('ECS does not give the percentages of a rollout.');
    }
    return pass(expected, actual, {
      ...resource,
      details: notesOn(expected, service.desiredCount),
    });
  },
});

interface Percentages {
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
}

/** The spec decides; what it allows is worth a word when a rollout can leave nobody serving. */
function notesOn(
  { minimumHealthyPercent, maximumPercent }: Percentages,
  desiredCount: number | null,
): readonly string[] {
  const kept = Math.ceil(((desiredCount ?? 1) * minimumHealthyPercent) / 100);
  return [
    ...(kept < 1 ? ['As declared, a rollout may stop all tasks before a new one serves.'] : []),
    ...(maximumPercent <= 100 ? ['As declared, a rollout starts no task before one stops.'] : []),
  ];
}

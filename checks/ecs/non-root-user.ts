import { ecsTaskDefinitions } from '../../collectors/aws/ecs/task-definitions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/non-root-user',
  title: 'No container of the ECS service runs as root',
  risk: 'A break-in into the container has all rights in it, and a better chance to leave it.',
  remediation: 'Register a revision whose containers name a user other than root.',
  fix: {
    cli: 'aws ecs register-task-definition --cli-input-json file://<task-definition>.json',
    cdk: 'taskDefinition.addContainer("<name>", { user: "1000:1000" })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::TaskDefinition',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-20',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
  ],
  controls: ['Security Hub 2026-08 ECS.20'],
  proves: ['ecs/container-hardening'],
  needs: { definitions: ecsTaskDefinitions },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name }, { definitions }) {
    const expected = { root: [] };
    const definition = definitions.get(name);
    if (definition === null) return fail('The service runs no task definition.', expected, {});
    const { containers } = definition;
    const root = containers.filter(({ user }) => user !== null && isRoot(user));
    const actual = {
      users: Object.fromEntries(containers.map((container) => [container.name, container.user])),
      root: root.map((container) => container.name),
    };
    const resource = { resource: definition.arn };
    if (root.length > 0) {
      return fail('A container runs as root.', expected, actual, {
        ...resource,
        details: root.map((container) => `Container ${container.name} runs as root.`),
      });
    }
    if (containers.some(({ user }) => user === null || ownerOf(user) === '')) {
      return unknown(
        'A container runs as the user of its image, which the task definition does not name.',
      );
    }
    return pass(expected, actual, resource);
  },
});

/** The user is a name or an id, with or without a group: `root`, `0`, `0:0`, `root:staff`. */
function isRoot(user: string): boolean {
  const owner = ownerOf(user);
  return owner === 'root' || /^0+$/.test(owner);
}

/** Empty where a definition gives a group alone, or nothing: then that of the image counts. */
function ownerOf(user: string): string {
  const [owner = ''] = user.split(':');
  return owner;
}

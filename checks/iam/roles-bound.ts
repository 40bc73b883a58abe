import { ecsTaskDefinitions } from '../../collectors/aws/ecs/task-definitions.ts';
import { roleTrust } from '../../collectors/aws/iam/role-trust.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { declaredServices, NO_SERVICES } from '../ecs/subjects.ts';

export default defineCheck({
  id: 'iam/roles-bound',
  title:
    'Tasks of the ECS service run with the declared task role and, apart from it, the declared execution role',
  risk: 'Tasks have the rights of another service, or those that only ECS needs to start them.',
  remediation:
    'Register a revision with the declared taskRoleArn and executionRoleArn, and deploy it.',
  fix: {
    cli: 'aws ecs register-task-definition --cli-input-json file://<task-definition>.json',
    cdk: 'new ecs.FargateTaskDefinition(this, "<id>", { taskRole, executionRole })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::TaskDefinition',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html',
  ],
  controls: [],
  proves: ['security/least-privilege', 'ecs/service-boundaries'],
  needs: { definitions: ecsTaskDefinitions, trusts: roleTrust },
  none: NO_SERVICES,
  subjects: boundServices,

  evaluate({ name, declared, undeclared }, { definitions, trusts }) {
    const { task, execution } = declared.roles;
    const expected = { taskRole: task, executionRole: execution };
    const definition = definitions.get(name);
    if (definition === null) return fail('The service runs no task definition.', expected, {});
    const { taskRoleArn, executionRoleArn } = definition;
    const actual = { taskRole: taskRoleArn, executionRole: executionRoleArn };
    const resource = { resource: definition.arn };
    const bound = [
      { what: 'task role', role: task, arn: taskRoleArn },
      { what: 'execution role', role: execution, arn: executionRoleArn },
    ];
    const details = bound.flatMap(({ what, role, arn }) => {
      if (arn === null) return [`The tasks have no ${what}.`];
      return nameOf(arn) === role ? [] : [`The ${what} is ${nameOf(arn)} and not ${role}.`];
    });
    if (details.length > 0) {
      return fail('The tasks have other roles than declared.', expected, actual, {
        ...resource,
        details,
      });
    }
    if (taskRoleArn === executionRoleArn) {
      const message = 'The tasks have the rights that ECS needs to start them.';
      return fail(message, expected, actual, resource);
    }
    // Whether a role that the spec does not name exists, nobody asked.
    if (undeclared.length > 0) {
      return unknown('The spec does not declare the role of the service, so nobody looked for it.');
    }
    const gone = bound.filter(({ role, arn }) => trusts.get(role)?.arn !== arn);
    if (gone.length > 0) {
      return fail('A role of the tasks does not exist.', expected, actual, {
        ...resource,
        details: gone.map(({ what, role }) => `The ${what} ${role} does not exist.`),
      });
    }
    return pass(expected, actual, resource);
  },
});

function boundServices(spec: Spec) {
  const roles = Object.keys(spec.roles ?? {});
  return declaredServices(spec).map((subject) => ({
    ...subject,
    undeclared: Object.values(subject.declared.roles).filter((role) => !roles.includes(role)),
  }));
}

/** The name ends an ARN; a path may stand before it. */
function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

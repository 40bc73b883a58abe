import { ecsTaskDefinitions } from '../../collectors/aws/ecs/task-definitions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

/** What ECS runs when a task definition does not say. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html */
const DEFAULTS = { architecture: 'X86_64', family: 'LINUX' };

export default defineCheck({
  id: 'ecs/architecture',
  title: 'The tasks of the ECS service run on the declared CPU architecture, under Linux',
  risk: 'The image does not start on the platform, or runs at another price and speed than measured.',
  remediation: 'Set runtimePlatform in a new revision, and build the image for that architecture.',
  fix: {
    cli: 'aws ecs register-task-definition --cli-input-json file://<task-definition>.json',
    cdk: 'new ecs.FargateTaskDefinition(this, "<id>", { runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.<architecture>, operatingSystemFamily: ecs.OperatingSystemFamily.LINUX } })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::TaskDefinition',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html',
  ],
  controls: [],
  proves: ['ecs/container-ready'],
  needs: { definitions: ecsTaskDefinitions },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, declared }, { definitions }) {
    // The spec has no word for another system: what it declares runs under Linux.
    const expected = { architecture: declared.task.architecture, family: DEFAULTS.family };
    const definition = definitions.get(name);
    if (definition === null) return fail('The service runs no task definition.', expected, {});

    const actual = {
      architecture: definition.platform?.architecture ?? DEFAULTS.architecture,
      family: definition.platform?.family ?? DEFAULTS.family,
    };
    const resource = { resource: definition.arn };
    if (actual.architecture !== expected.architecture) {
      return fail('The tasks run on another CPU architecture.', expected, actual, resource);
    }
    if (actual.family !== expected.family) {
      return fail('The tasks run under another operating system.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});

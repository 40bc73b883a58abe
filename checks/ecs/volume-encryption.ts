import { ecsTaskDefinitions } from '../../collectors/aws/ecs/task-definitions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/volume-encryption',
  title: 'No file system of the ECS service is mounted without encryption in transit',
  risk: 'What the tasks read and write can be read on the way.',
  remediation: 'Register a revision whose EFS volumes have transit encryption enabled.',
  fix: {
    cli: 'aws ecs register-task-definition --cli-input-json file://<task-definition>.json',
    cdk: 'taskDefinition.addVolume({ name: "<name>", efsVolumeConfiguration: { fileSystemId: "<id>", transitEncryption: "ENABLED" } })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECS::TaskDefinition',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html',
  ],
  controls: [],
  proves: ['ecs/container-hardening'],
  needs: { definitions: ecsTaskDefinitions },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name }, { definitions }) {
    const expected = { unencrypted: [] };
    const definition = definitions.get(name);
    if (definition === null) return fail('The service runs no task definition.', expected, {});
    const { fileSystems } = definition;
    // Left out means disabled.
    const open = fileSystems.filter(({ transitEncryption }) => transitEncryption !== 'ENABLED');
    const actual = {
      volumes: fileSystems.map(({ volume }) => volume),
      unencrypted: open.map(({ volume }) => volume),
    };
    const resource = { resource: definition.arn };
    if (open.length > 0) {
      return fail('A volume is mounted without encryption in transit.', expected, actual, {
        ...resource,
        details: open.map(({ volume }) => `Volume ${volume} is not encrypted in transit.`),
      });
    }
    const anonymous = fileSystems.filter(({ iamAuthorization }) => iamAuthorization !== 'ENABLED');
    return pass(expected, actual, {
      ...resource,
      details: anonymous.map(({ volume }) => `Volume ${volume} is mounted without IAM.`),
    });
  },
});

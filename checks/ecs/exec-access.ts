import { ecsClusters } from '../../collectors/aws/ecs/clusters.ts';
import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/exec-access',
  title:
    'Commands cannot be run in containers of the ECS service, or are logged under a key when declared',
  risk: 'Somebody changes what runs, and nothing tells who it was.',
  remediation:
    'Disable ECS Exec for the service; where it is declared, log it in the cluster under a KMS key.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --no-enable-execute-command --force-new-deployment',
    cdk: 'new ecs.FargateService(this, "<id>", { enableExecuteCommand: false })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html',
  ],
  controls: [],
  proves: ['ecs/container-hardening'],
  needs: { services: ecsServices, clusters: ecsClusters },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, cluster: clusterName, declared }, { services, clusters }) {
    const isAllowed = declared.executeCommand ?? false;
    const expected = isAllowed
      ? { logging: ['DEFAULT', 'OVERRIDE'], kmsKey: 'any' }
      : { executeCommand: false };
    const service = services.get(name);
    if (service === null) return fail('The service does not exist.', expected, {});
    const resource = { resource: service.arn };
    const executeCommand = service.executeCommand ?? false;
    if (!executeCommand) return pass(expected, { executeCommand }, resource);
    if (!isAllowed) {
      const message = 'Commands can be run in the containers, which is not declared.';
      return fail(message, expected, { executeCommand }, resource);
    }
    const cluster = clusters.get(clusterName);
    if (cluster === null) {
      return fail('The cluster does not exist.', expected, { executeCommand }, resource);
    }
    // A cluster that does not say logs commands as the task logs, and encrypts nothing of its own.
    const logging = cluster.executeCommand?.logging ?? 'DEFAULT';
    const kmsKey = cluster.executeCommand?.kmsKeyId ?? null;
    const actual = { executeCommand, logging, kmsKey };
    if (logging === 'NONE') {
      return fail('Commands that are run are not logged.', expected, actual, resource);
    }
    if (kmsKey === null) {
      return fail('Commands are sent without a key of the cluster.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});

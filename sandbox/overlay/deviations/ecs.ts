import type { DeviationArguments, JsonDeviation } from '../deviation.ts';
import { type JsonRecord, recordsOf, stringOf } from '../json.ts';

/** What ECS says of services that are not as they were asked to be. `arguments.service` is a service's name. */
export const ECS_DEVIATIONS: readonly JsonDeviation[] = [
  {
    name: 'ecs/running-count',
    form: 'json',
    service: 'ecs',
    operations: ['DescribeServices'],
    edit: (body, args) =>
      editService(body, args, (service) => ({
        ...service,
        runningCount: args['runningCount'],
        deployments: recordsOf(service, 'deployments').map((deployment) => ({
          ...deployment,
          runningCount: args['runningCount'],
        })),
      })),
  },
  {
    name: 'ecs/rollout-state',
    form: 'json',
    service: 'ecs',
    operations: ['DescribeServices'],
    edit: (body, args) =>
      editService(body, args, (service) => ({
        ...service,
        deployments: recordsOf(service, 'deployments').map((deployment) => ({
          ...deployment,
          rolloutState: args['rolloutState'],
        })),
      })),
  },
  {
    name: 'ecs/deployment-status',
    form: 'json',
    service: 'ecs',
    operations: ['ListServiceDeployments', 'DescribeServiceDeployments'],
    edit: (body, args) => ({
      ...body,
      serviceDeployments: recordsOf(body, 'serviceDeployments').map((deployment) =>
        stringOf(deployment, 'serviceArn')?.endsWith(`/${String(args['service'])}`) === true
          ? { ...deployment, status: args['status'], rollback: { reason: args['reason'] } }
          : deployment,
      ),
    }),
  },
];

function editService(
  body: JsonRecord,
  args: DeviationArguments,
  edit: (service: JsonRecord) => JsonRecord,
): JsonRecord {
  return {
    ...body,
    services: recordsOf(body, 'services').map((service) =>
      service['serviceName'] === args['service'] ? edit(service) : service,
    ),
  };
}

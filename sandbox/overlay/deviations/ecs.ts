import type { DeviationArguments, JsonDeviation } from '../deviation.ts';
import { isJsonRecord, type JsonRecord, recordsOf, stringOf } from '../json.ts';
import { withMembers } from './members.ts';

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
  {
    /** `{ service, members, deployment }`: other members of the service, and of each of its deployments. */
    name: 'ecs/service',
    form: 'json',
    service: 'ecs',
    operations: ['DescribeServices'],
    edit: (body, args) =>
      editService(body, args, (service) =>
        withMembers(
          {
            ...service,
            deployments: recordsOf(service, 'deployments').map((deployment) =>
              withMembers(deployment, args['deployment']),
            ),
          },
          args['members'],
        ),
      ),
  },
  {
    /** `{ cluster, members }` */
    name: 'ecs/cluster',
    form: 'json',
    service: 'ecs',
    operations: ['DescribeClusters'],
    edit: (body, args) => ({
      ...body,
      clusters: recordsOf(body, 'clusters').map((cluster) =>
        cluster['clusterName'] === args['cluster']
          ? withMembers(cluster, args['members'])
          : cluster,
      ),
    }),
  },
  {
    /** `{ service, members, count }`: the first `count` tasks of the service, all when left out. */
    name: 'ecs/task',
    form: 'json',
    service: 'ecs',
    operations: ['DescribeTasks'],
    edit(body, { service, members, count }) {
      const limit = typeof count === 'number' ? count : Infinity;
      let seen = 0;
      const tasks = recordsOf(body, 'tasks').map((task) => {
        if (task['group'] !== `service:${String(service)}`) return task;
        seen += 1;
        return seen > limit ? task : withMembers(task, members);
      });
      return { ...body, tasks };
    },
  },
  {
    /** `{ family, members }`: a task definition as no registered revision is. */
    name: 'ecs/task-definition',
    form: 'json',
    service: 'ecs',
    operations: ['DescribeTaskDefinition'],
    edit(body, args) {
      const definition = body['taskDefinition'];
      if (!isJsonRecord(definition) || definition['family'] !== args['family']) return body;
      return { ...body, taskDefinition: withMembers(definition, args['members']) };
    },
  },
  {
    /** `{ family, container, members }`: a container as no registered revision has it. */
    name: 'ecs/container',
    form: 'json',
    service: 'ecs',
    operations: ['DescribeTaskDefinition'],
    edit(body, args) {
      const definition = body['taskDefinition'];
      if (!isJsonRecord(definition) || definition['family'] !== args['family']) return body;
      const containerDefinitions = recordsOf(definition, 'containerDefinitions').map((container) =>
        container['name'] === args['container']
          ? withMembers(container, args['members'])
          : container,
      );
      return { ...body, taskDefinition: { ...definition, containerDefinitions } };
    },
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

import { expect, test } from '@jest/globals';
import { lines, renderedWith } from '../testing/rendered.ts';

test('the whole spec is valid', () => {
  expect(renderedWith('{}')).toBeNull();
});

test.each([
  [
    'a subnet',
    'clusters: { main: { services: { api: { network: { subnets: [app-a, appb] } } } } }',
    lines(
      'spec.yaml:3:72  error  clusters.main.services.api.network.subnets[1]: there is no subnet "appb" — did you mean "app-b"?',
      '     3 │     clusters: { main: { services: { api: { network: { subnets: [app-a, appb] } } } } }',
      '       │                                                                        ^^^^  network.subnets declares app-a, app-b, data-a, data-b',
      '1 error',
    ),
  ],
  [
    'a security group of a service',
    'clusters: { main: { services: { api: { network: { securityGroups: [apis] } } } } }',
    lines(
      'spec.yaml:3:72  error  clusters.main.services.api.network.securityGroups[0]: there is no security group "apis" — did you mean "api"?',
      '     3 │     clusters: { main: { services: { api: { network: { securityGroups: [apis] } } } } }',
      '       │                                                                        ^^^^  securityGroups declares alb, api, db, endpoints',
      '1 error',
    ),
  ],
  [
    'a task role',
    'clusters: { main: { services: { api: { roles: { task: api-tsk } } } } }',
    lines(
      'spec.yaml:3:59  error  clusters.main.services.api.roles.task: there is no role "api-tsk" — did you mean "api-task"?',
      '     3 │     clusters: { main: { services: { api: { roles: { task: api-tsk } } } } }',
      '       │                                                           ^^^^^^^  roles declares api-task, api-execution',
      '1 error',
    ),
  ],
  [
    'an execution role',
    'clusters: { main: { services: { api: { roles: { execution: nobody } } } } }',
    lines(
      'spec.yaml:3:64  error  clusters.main.services.api.roles.execution: there is no role "nobody"',
      '     3 │     clusters: { main: { services: { api: { roles: { execution: nobody } } } } }',
      '       │                                                                ^^^^^^  roles declares api-task, api-execution',
      '1 error',
    ),
  ],
  [
    'a secret',
    'clusters: { main: { services: { api: { task: { containers: { api: { secrets: { DB_PASSWORD: shop/dbs } } } } } } } }',
    lines(
      'spec.yaml:3:97  error  clusters.main.services.api.task.containers.api.secrets.DB_PASSWORD: there is no secret "•••" — did you mean "shop/db"?',
      '     3 │     clusters: { main: { services: { api: { task: { containers: { api: { secrets: { DB_PASSWORD: •••••••• } } } } } } } }',
      '       │                                                                                                 ^^^^^^^^  secrets declares shop/db',
      '1 error',
    ),
  ],
  [
    'a secret that may stand in the place of its name',
    'clusters: { main: { services: { api: { task: { containers: { api: { secrets: { DB: hunter2 } } } } } } } }',
    lines(
      'spec.yaml:3:88  error  clusters.main.services.api.task.containers.api.secrets.DB: there is no secret "•••"',
      '     3 │     clusters: { main: { services: { api: { task: { containers: { api: { secrets: { DB: ••••••• } } } } } } } }',
      '       │                                                                                        ^^^^^^^  secrets declares shop/db',
      '1 error',
    ),
  ],
  [
    'a log group',
    'clusters: { main: { services: { api: { task: { containers: { api: { logGroup: /ecs/apis } } } } } } }',
    lines(
      'spec.yaml:3:83  error  clusters.main.services.api.task.containers.api.logGroup: there is no log group "/ecs/apis" — did you mean "/ecs/api"?',
      '     3 │     clusters: { main: { services: { api: { task: { containers: { api: { logGroup: /ecs/apis } } } } } } }',
      '       │                                                                                   ^^^^^^^^^  logGroups declares /ecs/api',
      '1 error',
    ),
  ],
  [
    'a repository',
    'clusters: { main: { services: { api: { task: { containers: { api: { image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/app@sha256:00" } } } } } } }',
    lines(
      'spec.yaml:3:80  error  clusters.main.services.api.task.containers.api.image: there is no repository "shop/app" — did you mean "shop/api"?',
      '     3 │     clusters: { main: { services: { api: { task: { containers: { api: { image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/app@sha256:00" } } } } } } }',
      '       │                                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^  repositories declares shop/api',
      '1 error',
    ),
  ],
  [
    'a reviewed variable',
    'clusters: { main: { services: { api: { task: { containers: { api: { plainByReview: [LOG_LEVLE] } } } } } } }',
    lines(
      'spec.yaml:3:89  error  clusters.main.services.api.task.containers.api.plainByReview[0]: there is no variable "LOG_LEVLE" — did you mean "LOG_LEVEL"?',
      '     3 │     clusters: { main: { services: { api: { task: { containers: { api: { plainByReview: [LOG_LEVLE] } } } } } } }',
      '       │                                                                                         ^^^^^^^^^  environment has LOG_LEVEL',
      '1 error',
    ),
  ],
  [
    'a variable that is plain and secret',
    'clusters: { main: { services: { api: { task: { containers: { api: { environment: { DB_PASSWORD: x } } } } } } } }',
    lines(
      'spec.yaml:3:101  error  clusters.main.services.api.task.containers.api.environment.DB_PASSWORD: DB_PASSWORD is both a plain variable and one from a secret',
      '     3 │     clusters: { main: { services: { api: { task: { containers: { api: { environment: { DB_PASSWORD: • } } } } } } } }',
      '       │                                                                                                     ^  remove the plain one',
      '1 error',
    ),
  ],
  [
    'a Fargate size',
    'clusters: { main: { services: { api: { task: { memoryMiB: 1500 } } } } }',
    lines(
      'spec.yaml:3:63  error  clusters.main.services.api.task.memoryMiB: Fargate has no task of 512 CPU units and 1500 MiB',
      '     3 │     clusters: { main: { services: { api: { task: { memoryMiB: 1500 } } } } }',
      '       │                                                               ^^^^  with 512 CPU units, memoryMiB is from 1024 to 4096 in steps of 1024',
      '1 error',
    ),
  ],
  [
    'a Fargate size, small',
    'clusters: { main: { services: { api: { task: { cpuUnits: 256, memoryMiB: 1536 } } } } }',
    lines(
      'spec.yaml:3:78  error  clusters.main.services.api.task.memoryMiB: Fargate has no task of 256 CPU units and 1536 MiB',
      '     3 │     clusters: { main: { services: { api: { task: { cpuUnits: 256, memoryMiB: 1536 } } } } }',
      '       │                                                                              ^^^^  with 256 CPU units, memoryMiB is 512, 1024 or 2048',
      '1 error',
    ),
  ],
  [
    'a Fargate size by CPU',
    'clusters: { main: { services: { api: { task: { cpuUnits: 4096 } } } } }',
    lines(
      'spec.yaml:22:22  error  clusters.main.services.api.task.memoryMiB: Fargate has no task of 4096 CPU units and 1024 MiB',
      '    22 │           memoryMiB: 1024',
      '       │                      ^^^^  with 4096 CPU units, memoryMiB is from 8192 to 30720 in steps of 1024',
      '1 error',
    ),
  ],
  [
    'a target group',
    'clusters: { main: { services: { api: { loadBalancer: { targetGroup: app } } } } }',
    lines(
      'spec.yaml:3:73  error  clusters.main.services.api.loadBalancer.targetGroup: there is no target group "app" — did you mean "api"?',
      '     3 │     clusters: { main: { services: { api: { loadBalancer: { targetGroup: app } } } } }',
      '       │                                                                         ^^^  targetGroups declares api',
      '1 error',
    ),
  ],
  [
    'a container',
    'clusters: { main: { services: { api: { loadBalancer: { container: app } } } } }',
    lines(
      'spec.yaml:3:71  error  clusters.main.services.api.loadBalancer.container: there is no container "app" — did you mean "api"?',
      '     3 │     clusters: { main: { services: { api: { loadBalancer: { container: app } } } } }',
      '       │                                                                       ^^^  the task has api',
      '1 error',
    ),
  ],
  [
    'a container port',
    'clusters: { main: { services: { api: { loadBalancer: { port: 80 } } } } }',
    lines(
      'spec.yaml:3:66  error  clusters.main.services.api.loadBalancer.port: the container api has no port 80',
      '     3 │     clusters: { main: { services: { api: { loadBalancer: { port: 80 } } } } }',
      '       │                                                                  ^^  its ports are 8080',
      '1 error',
    ),
  ],
  [
    'tasks',
    'clusters: { main: { services: { api: { scaling: { minTasks: 5 } } } } }',
    lines(
      'spec.yaml:3:65  error  clusters.main.services.api.scaling.minTasks: minTasks is greater than maxTasks',
      '     3 │     clusters: { main: { services: { api: { scaling: { minTasks: 5 } } } } }',
      '       │                                                                 ^',
      '1 error',
    ),
  ],
  [
    'count and scaling',
    'clusters: { main: { services: { api: { desiredCount: 2 } } } }',
    lines(
      'spec.yaml:3:58  error  clusters.main.services.api.desiredCount: a service has either desiredCount or scaling',
      '     3 │     clusters: { main: { services: { api: { desiredCount: 2 } } } }',
      '       │                                                          ^  with scaling, the number of tasks is what scaling makes it',
      '1 error',
    ),
  ],
  [
    'a scaling queue',
    'clusters: { main: { services: { api: { scaling: { policies: { backlog: { queue: job } } } } } } }',
    lines(
      'spec.yaml:3:85  error  clusters.main.services.api.scaling.policies.backlog.queue: there is no queue "job" — did you mean "jobs"?',
      '     3 │     clusters: { main: { services: { api: { scaling: { policies: { backlog: { queue: job } } } } } } }',
      '       │                                                                                     ^^^  queues declares jobs, jobs-dead, steps.fifo',
      '1 error',
    ),
  ],
  [
    'requests without a load balancer',
    'clusters: { main: { services: { api: { loadBalancer: null } } } }',
    lines(
      'spec.yaml:36:56  error  clusters.main.services.api.scaling.policies.requests.metric: requests are counted at a load balancer, and the service has none',
      '    36 │             requests: { kind: target-tracking, metric: ALBRequestCountPerTarget, target: 1000 }',
      '       │                                                        ^^^^^^^^^^^^^^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'two bases',
    'clusters: { main: { services: { api: { capacity: [{ provider: FARGATE, weight: 1, base: 1 }, { provider: FARGATE_SPOT, weight: 1, base: 1 }] } } } }',
    lines(
      'spec.yaml:3:44  error  clusters.main.services.api.capacity: only one capacity provider may have a base',
      '     3 │     clusters: { main: { services: { api: { capacity: [{ provider: FARGATE, weight: 1, base: 1 }, { provider: FARGATE_SPOT, weight: 1, base: 1 }] } } } }',
      '       │                                            ^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a provider twice, no weight',
    'clusters: { main: { services: { api: { capacity: [{ provider: FARGATE, weight: 0, base: 1 }, { provider: FARGATE, weight: 0, base: 0 }] } } } }',
    lines(
      'spec.yaml:3:44  error  clusters.main.services.api.capacity: one capacity provider must have a weight above 0',
      '     3 │     clusters: { main: { services: { api: { capacity: [{ provider: FARGATE, weight: 0, base: 1 }, { provider: FARGATE, weight: 0, base: 0 }] } } } }',
      '       │                                            ^^^^^^^^',
      'spec.yaml:3:110  error  clusters.main.services.api.capacity[1].provider: FARGATE is there twice',
      '     3 │     clusters: { main: { services: { api: { capacity: [{ provider: FARGATE, weight: 0, base: 1 }, { provider: FARGATE, weight: 0, base: 0 }] } } } }',
      '       │                                                                                                              ^^^^^^^',
      '2 errors',
    ),
  ],
])('%s', (_, overlay, message) => {
  expect(renderedWith(overlay)).toBe(message);
});

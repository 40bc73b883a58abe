import type { EcsService } from '../../collectors/aws/ecs/services.ts';
import type { ServiceSpec } from '../../core/spec/sections/clusters.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './fargate-launch.ts';
import { serviceArtifact, serviceSubject } from './testing/fixtures.ts';

type Provider = EcsService['capacityProviders'][number];

const service = (facts: Partial<EcsService> = {}) => ({
  services: { 'main/worker': serviceArtifact(facts) },
});
const by = (...capacityProviders: Provider[]) => service({ launchType: null, capacityProviders });
const provider = (name: string, weight: number | null, base: number | null): Provider => ({
  provider: name,
  weight,
  base,
});
const declaring = (...capacity: NonNullable<ServiceSpec['capacity']>) => ({
  declared: { ...serviceSubject().declared, capacity },
});
const mixed = declaring(
  { provider: 'FARGATE_SPOT', weight: 4, base: 0 },
  { provider: 'FARGATE', weight: 1, base: 2 },
);
const onDemand = declaring({ provider: 'FARGATE', weight: 1, base: 2 });
const OTHERS = 'The capacity providers are not the declared ones.';

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'the launch type Fargate', artifacts: service() },
    {
      name: 'a provider of Fargate, and no launch type (E2)',
      artifacts: by(provider('FARGATE', 1, 0)),
    },
    {
      name: 'the declared strategy, in another order',
      artifacts: by(provider('FARGATE', 1, 2), provider('FARGATE_SPOT', 4, null)),
      subject: mixed,
    },
    {
      name: 'more tasks on demand than declared',
      artifacts: by(provider('FARGATE', 1, 3), provider('FARGATE_SPOT', 4, 0)),
      subject: mixed,
    },
    {
      name: 'the launch type, where on demand alone is declared',
      artifacts: service(),
      subject: onDemand,
    },
    {
      name: 'one provider on demand without a base',
      artifacts: by(provider('FARGATE', 7, null)),
      subject: onDemand,
    },
  ],
  fail: [
    {
      name: 'absent from ECS',
      artifacts: { services: { 'main/worker': null } },
      message: 'The service does not exist.',
    },
    {
      name: 'the launch type EC2',
      artifacts: service({ launchType: 'EC2' }),
      message: 'The service does not run on Fargate.',
    },
    {
      name: 'a provider of its own instances beside Fargate',
      artifacts: by(provider('FARGATE', 1, 2), provider('my-instances', 1, 0)),
      message: 'The service does not run on Fargate.',
    },
    {
      name: 'all on Spot',
      artifacts: by(provider('FARGATE_SPOT', 1, 2)),
      subject: mixed,
      message: 'Too few tasks are kept on demand.',
    },
    {
      name: 'a smaller base on demand',
      artifacts: by(provider('FARGATE', 1, 1), provider('FARGATE_SPOT', 4, 0)),
      subject: mixed,
      message: 'Too few tasks are kept on demand.',
    },
    {
      name: 'the base on Spot',
      artifacts: by(provider('FARGATE', 1, 0), provider('FARGATE_SPOT', 4, 2)),
      subject: mixed,
      message: 'Too few tasks are kept on demand.',
    },
    {
      name: 'other weights',
      artifacts: by(provider('FARGATE', 1, 2), provider('FARGATE_SPOT', 9, 0)),
      subject: mixed,
      message: OTHERS,
    },
    {
      name: 'the launch type, where Spot is declared',
      artifacts: service(),
      subject: mixed,
      message: OTHERS,
    },
    {
      name: 'Spot beside the declared provider',
      artifacts: by(provider('FARGATE', 1, 2), provider('FARGATE_SPOT', 4, 0)),
      subject: onDemand,
      message: OTHERS,
    },
  ],
  unknown: [
    {
      name: 'neither launch type nor strategy',
      artifacts: by(),
      message: 'ECS gives neither launch type nor capacity providers of the service.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { services: { 'main/worker': denied('ecs:DescribeServices') } },
      message: 'AWS denied ecs:DescribeServices.',
    },
  ],
});

import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './service-active.ts';
import { clusterArtifact, serviceArtifact, serviceSubject } from './testing/fixtures.ts';

const deployed = (
  service: Parameters<typeof serviceArtifact>[0] = {},
  cluster: Parameters<typeof clusterArtifact>[0] = {},
) => ({
  services: { 'main/worker': serviceArtifact(service) },
  clusters: { main: clusterArtifact(cluster) },
});

testCheck(check, serviceSubject(), {
  pass: [{ name: 'both are active', artifacts: deployed() }],
  fail: [
    {
      name: 'AWS says MISSING with status 200 (E4)',
      artifacts: { ...deployed(), services: { 'main/worker': null } },
      message: 'The service does not exist.',
    },
    {
      name: 'the service does not exist, and the cluster is not seen',
      artifacts: {
        services: { 'main/worker': null },
        clusters: { main: denied('ecs:DescribeClusters') },
      },
      message: 'The service does not exist.',
    },
    ...['INACTIVE', 'DRAINING'].map((status) => ({
      name: `the service stays describable as ${status} (E4)`,
      artifacts: deployed({ status }),
      message: 'The service is not active.',
    })),
    {
      name: 'the cluster does not exist',
      artifacts: { ...deployed(), clusters: { main: null } },
      message: 'The cluster does not exist.',
    },
    ...['INACTIVE', 'DEPROVISIONING', 'FAILED'].map((status) => ({
      name: `the cluster is ${status}`,
      artifacts: deployed({}, { status }),
      message: 'The cluster is not active.',
    })),
  ],
  unsettled: [
    {
      name: 'the cluster is being provisioned',
      artifacts: deployed({}, { status: 'PROVISIONING' }),
      message: 'The cluster is being provisioned.',
    },
  ],
  unknown: [
    {
      name: 'no status of the service',
      artifacts: deployed({ status: null }),
      message: 'ECS gives no status of the service.',
    },
    {
      name: 'no status of the cluster',
      artifacts: deployed({}, { status: null }),
      message: 'ECS gives no status of the cluster.',
    },
  ],
  error: [
    {
      name: 'the services are denied',
      artifacts: { ...deployed(), services: { 'main/worker': denied('ecs:DescribeServices') } },
      message: 'AWS denied ecs:DescribeServices.',
    },
    {
      name: 'the clusters are denied',
      artifacts: { ...deployed(), clusters: { main: denied('ecs:DescribeClusters') } },
      message: 'AWS denied ecs:DescribeClusters.',
    },
  ],
});

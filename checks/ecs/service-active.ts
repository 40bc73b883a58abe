import { ecsClusters } from '../../collectors/aws/ecs/clusters.ts';
import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/service-active',
  title: 'The ECS service and its cluster exist and are active',
  risk: 'Traffic is cut over to a service that was deleted, is being drained or was never created.',
  remediation:
    'Create or redeploy the service, or correct the name of the cluster or of the service in the spec.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --force-new-deployment',
    cdk: 'new ecs.FargateService(this, "<id>", { cluster, serviceName: "<service>", taskDefinition })',
  },
  severity: 'critical',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Cluster.html',
  ],
  controls: [],
  proves: ['ecs/container-ready'],
  needs: { clusters: ecsClusters, services: ecsServices },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, cluster: clusterName }, { clusters, services }) {
    const expected = { clusterStatus: 'ACTIVE', serviceStatus: 'ACTIVE' };
    const service = services.get(name);
    if (service === null) return fail('The service does not exist.', expected, {});
    const cluster = clusters.get(clusterName);
    if (cluster === null) return fail('The cluster does not exist.', expected, {});
    if (service.status === null) return unknown('ECS gives no status of the service.');
    if (cluster.status === null) return unknown('ECS gives no status of the cluster.');

    const resource = { resource: service.arn };
    const actual = { clusterStatus: cluster.status, serviceStatus: service.status };
    // A deleted service or cluster stays describable as INACTIVE, so existing proves nothing.
    if (service.status !== 'ACTIVE') {
      return fail('The service is not active.', expected, actual, resource);
    }
    if (cluster.status === 'PROVISIONING') {
      return unsettled('The cluster is being provisioned.', expected, actual, resource);
    }
    if (cluster.status !== 'ACTIVE') {
      return fail('The cluster is not active.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});

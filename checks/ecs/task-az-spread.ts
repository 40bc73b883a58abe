import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { ecsTasks } from '../../collectors/aws/ecs/tasks.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { ServiceSpec } from '../../core/spec/sections/clusters.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

/** Zones over which tasks are spread, so that the loss of one does not end the service. */
const ZONES = 2;

export default defineCheck({
  id: 'ecs/task-az-spread',
  title: 'The running tasks of the ECS service stand in two zones or more',
  risk: 'The loss of one zone ends the service.',
  remediation:
    'Give the service subnets in two zones or more, and let ECS rebalance its tasks over them.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --availability-zone-rebalancing ENABLED',
    cdk: 'new ecs.FargateService(this, "<id>", { availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html',
  ],
  controls: [],
  proves: ['ecs/container-ready'],
  needs: { tasks: ecsTasks, services: ecsServices },
  none: NO_SERVICES,
  subjects: (spec) =>
    declaredServices(spec).map((subject) =>
      isSingle(subject.declared)
        ? { ...subject, notApplicable: 'The spec declares a single task of the service.' }
        : subject,
    ),

  evaluate({ name, declared }, { tasks, services }) {
    const service = services.get(name);
    if (service === null) return fail('The service does not exist.', { zones: ZONES }, {});
    const resource = { resource: service.arn };
    const all = tasks.get(name);
    if (all === null) return fail('The cluster does not exist.', { zones: ZONES }, {}, resource);
    const running = all.filter(({ lastStatus }) => lastStatus === 'RUNNING');
    // A critical service is to outlive a zone however few of its tasks run now.
    const required = declared.critical === true ? ZONES : Math.min(ZONES, running.length);
    const expected = { zones: required };
    const zones = new Set(running.flatMap(({ availabilityZone }) => availabilityZone ?? []));
    const actual = { running: running.length, zones: [...zones].sort() };
    if (running.length === 0) return fail('No task is running.', expected, actual, resource);
    if (zones.size < required) {
      // The one that AWS leaves out may be another one.
      return running.some(({ availabilityZone }) => availabilityZone === null)
        ? unknown('ECS does not give the zone of every task.')
        : fail('The tasks stand in too few zones.', expected, actual, resource);
    }
    return pass(expected, actual, {
      ...resource,
      details:
        service.availabilityZoneRebalancing === 'DISABLED'
          ? ['ECS does not spread the tasks again when a zone returns.']
          : [],
    });
  },
});

function isSingle({ scaling, desiredCount, critical }: ServiceSpec): boolean {
  return critical !== true && (scaling?.minTasks ?? desiredCount) === 1;
}

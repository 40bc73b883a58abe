import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { ecsTasks } from '../../collectors/aws/ecs/tasks.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

const LATEST = 'LATEST';
/** Of Linux: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-linux-fargate.html */
const OLDEST = [1, 4, 0] as const;

export default defineCheck({
  id: 'ecs/platform-version',
  title: 'The ECS service and its tasks run on a Fargate platform that AWS supports',
  risk: 'Tasks miss security fixes, and stop when the platform is retired.',
  remediation: 'Update the service to the platform version LATEST, and force a new deployment.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --platform-version LATEST --force-new-deployment',
    cdk: 'new ecs.FargateService(this, "<id>", { platformVersion: ecs.FargatePlatformVersion.LATEST })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-10',
  ],
  controls: ['Security Hub 2026-08 ECS.10'],
  proves: ['ecs/container-hardening'],
  needs: { services: ecsServices, tasks: ecsTasks },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name }, { services, tasks }) {
    const expected = { platformVersion: `LATEST, or ${OLDEST.join('.')} and later` };
    const service = services.get(name);
    if (service === null) return fail('The service does not exist.', expected, {});
    const resource = { resource: service.arn };
    // Left out means the latest (E2: not the launch type, and not the literal alone, says what runs).
    const asked = service.platformVersion ?? LATEST;
    const rolledOut = (service.deployments ?? []).flatMap(
      ({ platformVersion }) => platformVersion ?? [],
    );
    const running = tasks.get(name);
    if (running === null) return fail('The cluster does not exist.', expected, {}, resource);
    const inUse = running.map(({ platformVersion }) => platformVersion);
    const versions = [...new Set([asked, ...rolledOut, ...inUse])];
    const actual = { platformVersion: asked, inUse: versions };
    const retired = versions.filter((version) => version !== null && isRetired(version));
    if (retired.length > 0) {
      return fail('A retired platform version is in use.', expected, actual, {
        ...resource,
        details: retired.map((version) => `${String(version)} is retired.`),
      });
    }
    if (inUse.includes(null)) return unknown('ECS does not give the platform of a running task.');
    return pass(expected, actual, resource);
  },
});

function isRetired(version: string): boolean {
  if (version === LATEST) return false;
  const parts = version.split('.').map(Number);
  const different = OLDEST.findIndex((least, index) => (parts[index] ?? 0) !== least);
  return different !== -1 && !((parts[different] ?? 0) > (OLDEST[different] ?? 0));
}

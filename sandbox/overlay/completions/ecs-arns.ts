import { digest } from '../stable-id.ts';

/** The parts of `arn:aws:ecs:region:account:service/cluster/name`. */
export interface ServiceArnParts {
  /** `arn:aws:ecs:region:account` */
  prefix: string;
  cluster: string;
  service: string;
}

/** Null for what is no service ARN of the long form. */
export function parseServiceArn(arn: string): ServiceArnParts | null {
  return parse(arn, 'service');
}

export function serviceArn({ prefix, cluster, service }: ServiceArnParts): string {
  return `${prefix}:service/${cluster}/${service}`;
}

export function clusterArn({ prefix, cluster }: ServiceArnParts): string {
  return `${prefix}:cluster/${cluster}`;
}

/** ECS numbers deployments and revisions itself; here the number follows from the deployment's id. */
export function serviceDeploymentArn(parts: ServiceArnParts, deploymentId: string): string {
  return `${parts.prefix}:service-deployment/${parts.cluster}/${parts.service}/${digest(deploymentId, 22)}`;
}

export function serviceRevisionArn(parts: ServiceArnParts, deploymentId: string): string {
  const number = BigInt(`0x${digest(`revision ${deploymentId}`, 15)}`);
  return `${parts.prefix}:service-revision/${parts.cluster}/${parts.service}/${number}`;
}

/** The service that a deployment or revision ARN belongs to. */
export function serviceOfArn(
  arn: string,
  kind: 'service-deployment' | 'service-revision',
): ServiceArnParts | null {
  return parse(arn, kind);
}

function parse(arn: string, kind: string): ServiceArnParts | null {
  const [, prefix, found, cluster, service] =
    /^(arn:[\w-]+:ecs:[\w-]+:\d+):([\w-]+)\/([^/]+)\/([^/]+)/.exec(arn) ?? [];
  if (prefix === undefined || cluster === undefined || service === undefined) return null;
  return found === kind ? { prefix, cluster, service } : null;
}

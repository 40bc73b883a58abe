import type { Spec } from '../../core/spec/spec.ts';

/** The ARN of a resource of the declared account in its region. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function arnIn({ id, region }: Spec['account'], service: string, resource: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${id}:${resource}`;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

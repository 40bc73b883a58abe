// A spec that declares images, for the tests of the collectors of ECR.
import type { Spec } from '../../../../core/spec/spec.ts';

export const REGISTRY = '123456789012.dkr.ecr.us-east-1.amazonaws.com';

export function declaringImages(...images: readonly string[]): Partial<Spec> {
  const containers = Object.fromEntries(images.map((image, index) => [`c${index}`, { image }]));
  return {
    account: { id: '123456789012', region: 'us-east-1' },
    clusters: { main: { services: { app: { task: { containers } } } } },
  } as unknown as Partial<Spec>;
}

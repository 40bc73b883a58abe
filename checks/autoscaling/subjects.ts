import type { Spec } from '../../core/spec/spec.ts';
import { declaredServices, type ServiceSubject } from '../ecs/subjects.ts';

export type Scaling = NonNullable<ServiceSubject['declared']['scaling']>;

export interface ScaledSubject extends ServiceSubject {
  /** Null when the spec declares none, and then the subject is not judged. */
  readonly scaling: Scaling | null;
}

/** Every declared service; one without declared scaling is reported as such, not left out. */
export function scaledServices(spec: Spec): readonly ScaledSubject[] {
  return declaredServices(spec).map((subject) => {
    const { scaling } = subject.declared;
    return scaling === undefined
      ? { ...subject, scaling: null, notApplicable: 'The spec declares no scaling of the service.' }
      : { ...subject, scaling };
  });
}

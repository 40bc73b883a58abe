import type { LoadDocument } from '../../core/load/load-document.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { UsageError } from '../errors.ts';
import { loadTarget } from './sendable-load.ts';

/**
 * A load test says nothing of another deployment than the one it was sent to. One name may lead to several, one after the other: it is
 * not told by its origin alone.
 * @throws {UsageError} when it went to another target, deployment, account or region than the spec's, or is not known to have gone there.
 */
export function mustBeOfDeployment(
  folder: string,
  sent: Pick<LoadDocument, 'target' | 'deployment' | 'account'>,
  spec: Spec,
): void {
  const target = loadTarget(spec);
  const { deployment, account } = spec;
  const compared: readonly (readonly [what: string, then: string, now: string])[] = [
    ['target', sent.target.origin, target.origin],
    ['deployment', sent.deployment, deployment],
    ...(sent.account === null
      ? []
      : ([
          ['account', sent.account.id, account.id],
          ['region', sent.account.region, account.region],
        ] as const)),
  ];
  for (const [what, then, now] of compared) {
    if (then === now) continue;
    throw new UsageError(
      `${folder}: the load went to ${what === 'target' ? '' : `the ${what} `}${then}, and the spec's ${what} is ${now}. It says nothing of that.`,
    );
  }
  if (sent.account === null) {
    throw new UsageError(
      `${folder}: the account and the region that the load went to are not kept, so that it is not known to say anything of the spec's.`,
    );
  }
}

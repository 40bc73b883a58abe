import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { z } from 'zod';

/** What a listener or a rule does with a request. Null is what AWS left out. */
export const ListenerAction = z.strictObject({
  /** Such as `forward`, `redirect`, `fixed-response` or `authenticate-oidc`. */
  type: z.string().nullable(),
  /** Of a redirect; `#{protocol}` keeps the protocol of the request. */
  redirectProtocol: z.string().nullable(),
});
export type ListenerAction = z.infer<typeof ListenerAction>;

/** Null when AWS left the list out: that is not the same as none. */
export function actionsOfAnswer(actions: readonly Action[] | undefined): ListenerAction[] | null {
  return (
    actions?.map(({ Type, RedirectConfig }) => ({
      type: Type ?? null,
      redirectProtocol: RedirectConfig?.Protocol ?? null,
    })) ?? null
  );
}

/** A target group that gets requests. */
export const Forward = z.strictObject({
  targetGroupArn: z.string().nullable(),
  /** Its share among the others; null when AWS gives none, as for a single group. */
  weight: z.int().nullable(),
});
export type Forward = z.infer<typeof Forward>;

/** Every target group that the actions forward to. Null when AWS left the list out. */
export function forwardsOfAnswer(actions: readonly Action[] | undefined): Forward[] | null {
  return (
    actions?.flatMap(({ TargetGroupArn, ForwardConfig, Type }) => {
      const groups = ForwardConfig?.TargetGroups ?? [];
      if (groups.length > 0) {
        return groups.map((group) => ({
          targetGroupArn: group.TargetGroupArn ?? null,
          weight: group.Weight ?? null,
        }));
      }
      return Type === 'forward' ? [{ targetGroupArn: TargetGroupArn ?? null, weight: null }] : [];
    }) ?? null
  );
}

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

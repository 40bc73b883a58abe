import type { Spec } from '../../core/spec/spec.ts';
import { createSandboxClients, type SandboxClients } from './clients.ts';
import { sandboxCredentials } from './credentials.ts';
import { type OverlayControl, overlayControl } from './overlay-control.ts';
import { createWire, type Wire } from './wire.ts';

/** One thing that is being made, for progress. */
export interface DeployStep {
  /** Part of the spec, such as `security groups`. */
  readonly section: string;
  /** Kind and name, such as `security group sg-worker`. */
  readonly resource: string;
}

/** All that it takes to make something on a sandbox. */
export interface SandboxContext {
  readonly spec: Spec;
  readonly endpoint: string;
  readonly region: string;
  readonly account: string;
  readonly aws: SandboxClients;
  readonly wire: Wire;
  readonly overlay: OverlayControl;
  /**
   * Makes one resource: tells of it, and names it when it fails.
   * @throws {DeployError}
   */
  make<Made>(kind: string, name: string, make: () => Promise<Made>): Promise<Made>;
}

/** A resource could not be made. */
class DeployError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DeployError';
  }
}

/** The caller closes the clients when it is done. */
export async function openSandbox(
  spec: Spec,
  endpoint: string,
  onResource: (resource: string) => void = () => undefined,
): Promise<SandboxContext> {
  const credentials = await sandboxCredentials(endpoint, spec.account);
  const options = { endpoint, region: spec.account.region, credentials };
  return {
    spec,
    endpoint,
    region: spec.account.region,
    account: spec.account.id,
    aws: createSandboxClients(options),
    wire: createWire(options),
    overlay: overlayControl(endpoint),
    async make(kind, name, make) {
      onResource(`${kind} ${name}`);
      try {
        return await make();
      } catch (cause) {
        if (cause instanceof DeployError) throw cause;
        const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
        throw new DeployError(`The ${kind} ${name} cannot be created. ${reason}`, { cause });
      }
    },
  };
}

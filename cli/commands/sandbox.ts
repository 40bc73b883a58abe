import { UsageError } from '../../runner/errors.ts';
import { loadSpec } from '../../runner/spec-file.ts';
import { deploySpec } from '../../sandbox/deploy/deploy.ts';
import { applyFault, faultList, healFaults } from '../../sandbox/faults/faults.ts';
import { sandboxDown, sandboxStatus, sandboxUp } from '../../sandbox/lifecycle/detached.ts';

export interface SandboxFlags {
  readonly spec?: string;
  readonly env?: string;
}

/** Start, fill, deviate and end the local stand-in for AWS. */
export async function sandboxCommand(
  action: string,
  fault: string | null,
  flags: SandboxFlags,
): Promise<number> {
  switch (action) {
    case 'up':
      return up();
    case 'deploy':
      return deploy(flags);
    case 'break':
      return breakIt(fault, flags);
    case 'heal':
      return heal(flags);
    case 'faults':
      return listFaults();
    case 'down':
      return down();
    default:
      throw new UsageError(
        `there is no sandbox action "${action}"; there are up, deploy, break, heal, faults and down`,
      );
  }
}

async function up(): Promise<number> {
  const { state, reused } = await sandboxUp({});
  say(`${reused ? 'The sandbox runs already' : 'The sandbox runs'} at ${state.url}.`);
  for (const [name, value] of Object.entries(state.environment)) say(`export ${name}='${value}'`);
  if (!('LANDFALL_POOLER_URL' in state.environment)) {
    say('It has no pooler, since pgBouncer cannot be had here: checks of it stay unknown.');
  }
  say(
    `Next: landfall sandbox deploy --spec <file>, then landfall run smoke --spec <file> --endpoint ${state.url}`,
  );
  return 0;
}

async function deploy(flags: SandboxFlags): Promise<number> {
  const spec = await specOf(flags);
  const endpoint = await endpointOf();
  let resources = 0;
  await deploySpec(spec, endpoint, () => {
    resources += 1;
  });
  say(`${spec.deployment} is deployed on the sandbox: ${resources} resources.`);
  return 0;
}

async function breakIt(fault: string | null, flags: SandboxFlags): Promise<number> {
  if (fault === null) {
    throw new UsageError('name the fault to apply; landfall sandbox faults lists them');
  }
  const applied = await applyFault(fault, await endpointOf(), await specOf(flags));
  say(`${applied.id}: ${applied.describes}`);
  say(`It should be found by ${applied.breaks.join(', ')}.`);
  return 0;
}

async function heal(flags: SandboxFlags): Promise<number> {
  const healed = await healFaults(await endpointOf(), await specOf(flags));
  say(healed.length === 0 ? 'Nothing was broken.' : `Healed ${healed.join(', ')}.`);
  return 0;
}

function listFaults(): number {
  for (const { id, describes, breaks } of faultList()) {
    say(`${id}\n    ${describes}\n    found by ${breaks.join(', ')}`);
  }
  return 0;
}

async function down(): Promise<number> {
  say((await sandboxDown({})) ? 'The sandbox is down.' : 'No sandbox runs here.');
  return 0;
}

async function specOf({ spec, env }: SandboxFlags) {
  if (spec === undefined) throw new UsageError('name the spec with --spec');
  return (await loadSpec(spec, env ?? null)).document.spec;
}

async function endpointOf(): Promise<string> {
  const state = await sandboxStatus({});
  if (state === null) {
    throw new UsageError('No sandbox runs here; start one with landfall sandbox up');
  }
  return state.url;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

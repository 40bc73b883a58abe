import type { SandboxContext } from './context.ts';

const DAY_MS = 24 * 60 * 60_000;
const DAYS = 14;
const DAYS_PER_MONTH = 365 / 12;
/** Of the envelope. */
const SPENT_RATIO = 0.9;

/** What Cost Explorer would tell of a deployment that stays within its envelope. The emulator counts no costs. */
export async function deployCosts(context: SandboxContext): Promise<void> {
  const { spec, overlay, account, region } = context;
  await context.make('costs of', spec.deployment, async () => {
    const keys = Object.keys(spec.tags ?? {});
    await overlay.writeState(`${account}/${region}/ce/allocation-tags`, keys);
    if (spec.cost !== undefined) await writeCosts(context, spec.cost.maxUsdPerMonth * SPENT_RATIO);
  });
}

/** The last days cost so much; those before cost nothing. */
export async function writeCosts(
  context: SandboxContext,
  usdPerMonth: number,
  lastDays = DAYS,
): Promise<void> {
  const { overlay, account, region } = context;
  const days = Array.from({ length: DAYS }, (_, index) => {
    const day = new Date(Date.now() - (DAYS - index) * DAY_MS).toISOString().slice(0, 10);
    return { day, usd: index < DAYS - lastDays ? 0 : usdPerMonth / DAYS_PER_MONTH };
  });
  await overlay.writeState(`${account}/${region}/ce/daily`, days);
}

/** As the deployer has them, once more. */
export async function spendAsPlanned(context: SandboxContext): Promise<void> {
  await writeCosts(context, (context.spec.cost?.maxUsdPerMonth ?? 0) * SPENT_RATIO);
}

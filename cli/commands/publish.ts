import { renderPublication } from '../../reports/publication.ts';
import { UsageError } from '../../runner/errors.ts';
import { publishRun } from '../../runner/publish/publish.ts';
import { RUNS } from '../../runner/run-folder.ts';
import { storedReport } from '../../runner/stored-runs.ts';
import { terminalStyle } from '../terminal.ts';

export interface PublishFlags {
  readonly run?: string;
  readonly store?: string;
  readonly includeWaived?: boolean;
  readonly dryRun?: boolean;
  readonly endpoint?: string;
}

const EXIT_NOT_ALL_IMPORTED = 1;

export async function publishCommand(where: string, flags: PublishFlags): Promise<number> {
  if (where !== 'securityhub') {
    throw new UsageError(`nothing can be published to "${where}"; there is securityhub`);
  }
  const store = flags.store ?? RUNS;
  const facts = await publishRun(await storedReport(flags.run ?? null, store), {
    store,
    endpoint: flags.endpoint ?? null,
    waived: flags.includeWaived === true,
    dryRun: flags.dryRun === true,
  });
  process.stdout.write(renderPublication(facts, terminalStyle(process.stdout).ascii));
  return facts.refused.length === 0 && facts.unremembered === null ? 0 : EXIT_NOT_ALL_IMPORTED;
}

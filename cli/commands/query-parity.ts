import { queryExitCode } from '../../core/parity/queries/verdict.ts';
import { renderQueryParity } from '../../reports/query-parity-terminal.ts';
import { QUERY_DEFAULTS } from '../../runner/parity/queries/options.ts';
import { runQueries } from '../../runner/parity/queries/run-queries.ts';
import { PARITY_RUNS } from '../../runner/parity/run-parity.ts';
import { compareDatabases, type ComparisonFlags } from '../comparison.ts';
import { queryProgressText } from '../comparison-progress-text.ts';

export interface QueryParityFlags extends ComparisonFlags {
  readonly queries?: string;
  readonly topStatements?: number;
  readonly runs?: number;
  readonly maxSlowdown?: number;
  readonly timeout?: number;
  readonly searchPath?: string;
  readonly maxDifferences?: number;
  readonly showValues?: boolean;
  readonly store?: string;
}

export function queryParityCommand(flags: QueryParityFlags): Promise<number> {
  return compareDatabases(flags, queryProgressText, async (comparing) => {
    const { document, folder } = await runQueries({
      ...comparing,
      store: flags.store ?? PARITY_RUNS,
      folder: flags.queries ?? null,
      topStatements: flags.topStatements ?? 0,
      searchPath: flags.searchPath ?? null,
      maxSlowdown: flags.maxSlowdown ?? null,
      showValues: flags.showValues === true,
      limits: {
        ...QUERY_DEFAULTS,
        runs: flags.runs ?? QUERY_DEFAULTS.runs,
        maxDifferences: flags.maxDifferences ?? QUERY_DEFAULTS.maxDifferences,
        statementTimeoutMs: flags.timeout ?? QUERY_DEFAULTS.statementTimeoutMs,
      },
    });
    return {
      document,
      exitCode: queryExitCode(document),
      render: (style) => renderQueryParity(document, { ...style, folder }),
    };
  });
}

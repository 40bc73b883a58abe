import { Command, CommanderError, Option } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { LOAD_KINDS, USUAL_KINDS, type LoadKind, type ScenarioKind } from '../load/plan/phases.ts';
import {
  ageOf,
  countOf,
  millisecondsOf,
  momentOf,
  partOf,
  ratioOf,
  scenarioOf,
  loadKindOf,
  segmentsOf,
  shareOf,
} from './values.ts';

const EXIT_USAGE = 2;
const EXIT_INTERNAL = 5;

const SCENARIOS = `of ${LOAD_KINDS.join(', ')}; repeatable; ${USUAL_KINDS.join(', ')} unless told`;

const SEVERITIES = ['critical', 'high', 'medium', 'low'];

/** Reads the command line, runs the command and gives the exit code. Never ends the process: output may be in flight. */
export async function main(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('landfall')
    .description('Proves that an AWS migration landed as specified, before anyone cuts over.')
    .version(manifest.version)
    .showHelpAfterError('See landfall --help.')
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => {
        write(text);
      },
    });
  const run = (work: () => Promise<number>) => async () => {
    exitCode = await work();
  };
  const withSpec = (command: Command) =>
    command
      .requiredOption('--spec <file>', 'the spec: what must be there')
      .option('--env <name>', 'the environment of the spec to judge');

  const withWaivers = (command: Command) =>
    command
      .option(
        '--waivers <file>',
        'what was accepted; landfall.waivers.yaml beside the spec unless told',
      )
      .option(
        '--baseline <file>',
        'accepted failures; landfall.baseline.yaml beside the spec unless told',
      )
      .option('--strict-waivers', 'exit with 2 when a waiver is unused or expired');

  const running = withWaivers(withSpec(program.command('run')))
    .description('look at the deployment and give a verdict with its evidence')
    .argument('<suite>', 'smoke, compliance or cutover')
    .option('-o, --output <format[=path]>', 'also write a report, repeatable', collect, [])
    .option(
      '--only <pattern>',
      'judge these checks only, such as ecs or sg/*; repeatable',
      collect,
      [],
    )
    .option('--skip <pattern>', 'leave these checks out; repeatable', collect, [])
    .addOption(
      new Option('--fail-on <severity>', "what blocks, instead of the spec's gate").choices(
        SEVERITIES,
      ),
    )
    .option('--fail-on-new', 'let only failures block that an earlier run does not have')
    .option(
      '--since <run>',
      "compare with this run's id, folder or run.json; the newest unless told",
    )
    .option('--wait <duration>', 'wait this long for what AWS is still doing', millisecondsOf)
    .option('--timeout <duration>', 'end a look after this time', millisecondsOf)
    .option('--call-timeout <duration>', 'give up on one request after this time', millisecondsOf)
    .option('--rate-share <ratio>', "the share of AWS's API rates to use, 0 to 1", shareOf)
    .option('--endpoint <url>', 'send all calls there instead of to AWS (the sandbox)')
    .option('--load', 'first send the declared load, and judge it with the deployment')
    .option('--scenario <kind>', `with --load: send this scenario, ${SCENARIOS}`, collectLoadKind)
    .option('--k6 <file>', 'with --load: the k6 to send with')
    .option('--confirm <account/host>', 'with --load: load a target that is production')
    .option(
      '--metric-wait <duration>',
      'with --load: wait so long before each reading of CloudWatch; 3m unless told, and of AWS at least',
      millisecondsOf,
    )
    .option('--load-test <folder>', 'judge this load test, which was kept, with the deployment')
    .option('--store <place>', 'where runs are kept: a folder or s3://bucket/prefix')
    .option('-q, --quiet', 'failures and the verdict only')
    .option('-v, --verbose', 'every finding');
  running.action(async (suite: string) => {
    const { runCommand } = await import('./commands/run.ts');
    await run(() => runCommand(suite, running.opts()))();
  });

  const comparing = withSpec(program.command('parity'))
    .description('compare the content of the source database with that of the target, row by row')
    .option('--tables <patterns...>', 'these tables alone, such as orders or sales.*')
    .option('--exclude <patterns...>', 'not these tables')
    .option('--resume <run>', "an interrupted run's id, or a folder to begin or go on with")
    .option('--live', 'replication goes on: rows that differ are read again once it has caught up')
    .option(
      '--settle <duration>',
      'with --live: wait so long where replication cannot be followed',
      millisecondsOf,
    )
    .option(
      '--deadline <duration>',
      'with --live: what still moves then is unstable',
      millisecondsOf,
    )
    .option('--connections <number>', 'connections to each server', countOf)
    .option('--duty <ratio>', 'share of the time in which a connection works, 0 to 1', shareOf)
    .option('--part-rows <number>', 'rows of one part', countOf)
    .option('--max-differences <number>', 'differing rows to find in a table', countOf)
    .option('--show-values', 'also the values that differ, not only why they do')
    .option('--store <folder>', 'where runs are kept')
    .option('--json', 'as JSON');
  comparing.action(async () => {
    const { parityCommand } = await import('./commands/parity.ts');
    await run(() => parityCommand(comparing.opts()))();
  });

  const querying = withSpec(program.command('query-parity'))
    .description('run the same queries on the source and the target, and compare what they give')
    .option('--queries <folder>', 'a folder of .sql files, each with one query')
    .option(
      '--top-statements <number>',
      'also the queries that took the source the most time, by pg_stat_statements',
      countOf,
    )
    .option('--runs <number>', 'timed runs on each side, after one that does not count', countOf)
    .option(
      '--max-slowdown <ratio>',
      "fail queries that take the target so many times the source's time, such as 1.5",
      ratioOf,
    )
    .option('--timeout <duration>', 'end a query after this time', millisecondsOf)
    .option('--search-path <schemas>', 'where names without a schema are looked up on both sides')
    .option('--max-differences <number>', 'differing rows to find in a result', countOf)
    .option('--show-values', 'also the values of differing rows')
    .option('--store <folder>', 'where runs are kept')
    .option('--json', 'as JSON');
  querying.action(async () => {
    const { queryParityCommand } = await import('./commands/query-parity.ts');
    await run(() => queryParityCommand(querying.opts()))();
  });

  const pooling = withSpec(program.command('pooling'))
    .description('try, as two clients of the pooler, what clients of the declared mode may rely on')
    .option('--json', 'as JSON');
  pooling.action(async () => {
    const { poolingCommand } = await import('./commands/pooling.ts');
    await run(() => poolingCommand(pooling.opts()))();
  });

  const validating = withSpec(program.command('validate')).description('check the spec, offline');
  validating.action(async () => {
    const { validateCommand } = await import('./commands/validate.ts');
    await run(() => validateCommand(validating.opts()))();
  });

  const planning = withSpec(program.command('plan'))
    .description(
      'show what a suite would judge, which calls it makes and which permissions it needs, offline',
    )
    .argument('<suite>', 'smoke, compliance or cutover')
    .option('--json', 'as JSON');
  planning.action(async (suite: string) => {
    const { planCommand } = await import('./commands/plan.ts');
    await run(() => planCommand(suite, planning.opts()))();
  });

  const collecting = withSpec(program.command('collect'))
    .description('look without a verdict, and keep the snapshot')
    .argument('<suite>', 'smoke, compliance or cutover')
    .requiredOption('--snapshot <file>', 'where to write it, such as snapshot.json.gz')
    .option('--timeout <duration>', 'end the look after this time', millisecondsOf)
    .option('--endpoint <url>', 'send all calls there instead of to AWS (the sandbox)');
  collecting.action(async (suite: string) => {
    const { collectCommand } = await import('./commands/collect.ts');
    await run(() => collectCommand(suite, collecting.opts()))();
  });

  const judging = withWaivers(withSpec(program.command('judge')))
    .description('judge a stored snapshot again, offline')
    .requiredOption('--snapshot <file>', 'a snapshot, such as that of a stored run')
    .option('-o, --output <format[=path]>', 'also write a report, repeatable', collect, [])
    .option('--findings <file>', 'write the findings as JSON')
    .option('-q, --quiet', 'failures and the verdict only')
    .option('-v, --verbose', 'every finding');
  judging.action(async () => {
    const { judgeCommand } = await import('./commands/judge.ts');
    await run(() => judgeCommand(judging.opts()))();
  });

  const converting = program
    .command('convert')
    .description('make reports of a stored run, offline')
    .argument('<run>', "a stored run's id, folder or run.json")
    .option('-o, --output <format[=path]>', 'a report to make, repeatable', collect, [])
    .option('--store <folder>', 'where runs are kept');
  converting.action(async (stored: string) => {
    const { convertCommand } = await import('./commands/convert.ts');
    await run(() => convertCommand(stored, converting.opts()))();
  });

  program
    .command('list')
    .description('list the checks and the suites they are in')
    .action(async () => {
      const { listCommand } = await import('./commands/list.ts');
      await run(listCommand)();
    });

  program
    .command('explain')
    .description('what a check proves, why it matters and how to mend it')
    .argument('<check>', 'such as sg/ingress-exact')
    .action(async (check: string) => {
      const { explainCommand } = await import('./commands/explain.ts');
      await run(() => explainCommand(check))();
    });

  const ofStoredRun = (command: Command) =>
    command
      .option('--run <run>', "a stored run's id, folder or run.json; the newest unless told")
      .option('--store <folder>', 'where runs are kept');
  const tracking = ofStoredRun(program.command('tracker'))
    .description("the migration plan's tracker, each tick with the findings behind it")
    .option('-o, --output <file>', 'write it there');
  tracking.action(async () => {
    const { trackerCommand } = await import('./commands/tracker.ts');
    await run(() => trackerCommand(tracking.opts()))();
  });

  const evidence = ofStoredRun(program.command('evidence'))
    .description('the evidence of a stored run by sub-phase of the plan')
    .argument('<action>', 'list or get')
    .argument('[key]', 'for get: such as phase2/ecs/summary')
    .option('--json', 'as JSON');
  evidence.action(async (action: string, key: string | undefined) => {
    const { evidenceCommand } = await import('./commands/evidence.ts');
    await run(() => evidenceCommand(action, key ?? null, evidence.opts()))();
  });

  const publishing = ofStoredRun(program.command('publish'))
    .description(
      "send a stored run's findings to Security Hub; it writes there, and needs a permission",
    )
    .argument('<where>', 'securityhub')
    .option('--include-waived', 'failures that are waived as well, as failures')
    .option('--dry-run', 'say what would be sent, and send nothing')
    .option('--endpoint <url>', 'send it there instead of to AWS (the sandbox)');
  publishing.action(async (where: string) => {
    const { publishCommand } = await import('./commands/publish.ts');
    await run(() => publishCommand(where, publishing.opts()))();
  });

  const notifying = ofStoredRun(program.command('notify'))
    .description('tell others of a stored run, if it has something to tell, or that none has come')
    .option('--webhook-env <name>', 'the environment variable with the URL of a Slack webhook')
    .option('--sns <arn>', 'a topic of SNS')
    .option('--event-bus <name>', 'a bus of EventBridge, by name or ARN')
    .option('--link <url>', 'where the report can be read')
    .option(
      '--missed-after <duration>',
      'tell only when no run is younger, such as 26h',
      millisecondsOf,
    )
    .option('--suite <suite>', 'with --missed-after: only runs of it count')
    .option('--endpoint <url>', 'call SNS and EventBridge there instead of AWS (the sandbox)');
  notifying.action(async () => {
    const { notifyCommand } = await import('./commands/notify.ts');
    await run(() => notifyCommand(notifying.opts()))();
  });

  const waiving = ofStoredRun(program.command('waivers'))
    .description('accepted deviations: what became of them, add one, take out what nobody needs')
    .argument('<action>', 'list, add or prune')
    .argument('[check]', 'for add: the check that fails in the run')
    .argument('[subject]', 'for add: what it fails on, as the run names it')
    .option('--waivers <file>', "the file; landfall.waivers.yaml beside the run's spec unless told")
    .option('--reason <text>', 'for add: why it is accepted')
    .option('--owner <name>', 'for add: who answers for it')
    .option('--expires <day>', 'for add: the last day on which it holds, such as 2026-12-31')
    .option('--approved-by <name>', 'for add: who approved it')
    .option('--id <id>', 'for add: what to call it')
    .option('--pin', 'for add: accept it with exactly the facts of the run')
    .option('--yes', 'for prune: do it');
  waiving.action(async (action: string, check: string | undefined, subject: string | undefined) => {
    const { waiversCommand } = await import('./commands/waivers.ts');
    await run(() => waiversCommand(action, check ?? null, subject ?? null, waiving.opts()))();
  });

  const baselining = ofStoredRun(program.command('baseline'))
    .description('accept the failures of a stored run, and none that come later')
    .argument('<action>', 'create')
    .option(
      '--baseline <file>',
      "the file; landfall.baseline.yaml beside the run's spec unless told",
    )
    .option('--reason <text>', 'why they are accepted')
    .option('--owner <name>', 'who answers for them')
    .option('--expires <day>', 'the last day on which it holds, such as 2026-12-31')
    .option('--approved-by <name>', 'who approved it')
    .option('--accept-new', 'also failures that an earlier baseline does not cover');
  baselining.action(async (action: string) => {
    const { baselineCommand } = await import('./commands/baseline.ts');
    await run(() => baselineCommand(action, baselining.opts()))();
  });

  const fromStore = (command: Command) =>
    command
      .option('--store <place>', 'where runs are kept: a folder or s3://bucket/prefix')
      .option('--endpoint <url>', 'send all calls there instead of to AWS (the sandbox)')
      .option('--json', 'as JSON');
  const history = fromStore(program.command('history'))
    .description('the stored runs, and what changed from one to the next')
    .argument('[action]', 'list or prune', 'list')
    .option('--suite <suite>', 'runs of this suite alone')
    .option('--limit <number>', 'for list: so many of the newest; 20 unless told', countOf)
    .option('--keep <number>', 'for prune: keep so many of each suite on each deployment', countOf)
    .option('--older-than <duration>', 'for prune: remove what is older, such as 90d', ageOf)
    .option('--yes', 'for prune: remove them, not only show them');
  history.action(async (action: string) => {
    const { historyCommand } = await import('./commands/history.ts');
    await run(() => historyCommand(action, history.opts()))();
  });

  const diffing = fromStore(program.command('diff'))
    .description(
      'what is new, fixed or undecided in the later of two runs, and where the specs differ',
    )
    .argument('<from>', "a run's id, folder or run.json, or latest")
    .argument('<to>', 'the later one')
    .option('--fail-on-new', 'exit with 1 when something fails that did not')
    .option('-v, --verbose', 'every change');
  diffing.action(async (from: string, to: string) => {
    const { diffCommand } = await import('./commands/diff.ts');
    await run(() => diffCommand(from, to, diffing.opts()))();
  });

  const policy = program
    .command('policy')
    .description('the least-privilege IAM policy that a suite needs')
    .requiredOption('--suite <suite>', 'smoke, compliance or cutover');
  policy.action(async () => {
    const { policyCommand } = await import('./commands/policy.ts');
    await run(() => policyCommand(policy.opts()))();
  });

  const load = program
    .command('load')
    .description('send load to a deployment: requests with k6, and messages');
  const loadPlan = withSpec(load.command('plan'))
    .description('tell what a load test would send, and what cannot hold before anything is sent')
    .option('--scenario <kind>', `plan this scenario, ${SCENARIOS}`, collectLoadKind)
    .option('--seed <number>', 'of the arrivals: the same seed sends the same', countOf, 1)
    .option('--json', 'print JSON instead of text')
    .addOption(
      new Option('--engine <name>', 'print what starts it on several generators').choices([
        'k6-operator',
        'ecs',
      ]),
    )
    .option('--engine-settings <file>', 'what the engine is to be given, see docs/load.md')
    .option('--segments <number>', 'how many generators there are', segmentsOf)
    .option(
      '--start-at <time>',
      'when all generators begin, such as 2026-11-29T09:00:00Z',
      momentOf,
    )
    .option('--confirm <account/host>', 'let an engine load a target that is production')
    .action(async () => {
      const { loadPlanCommand } = await import('./commands/load-plan.ts');
      await run(() => loadPlanCommand(loadPlan.opts()))();
    });
  const loadRun = withSpec(load.command('run'))
    .description('send the declared load, and judge whether the declared sizes carry it')
    .option('--scenario <kind>', `send this scenario, ${SCENARIOS}`, collectLoadKind)
    .option('--seed <number>', 'of the arrivals: the same seed sends the same', countOf, 1)
    .option('--processes <number>', 'share the load among so many k6 processes', countOf)
    .option('--segment <part>', 'send a part such as 2/3, as one of several generators', partOf)
    .option(
      '--start-at <time>',
      'when all generators begin, such as 2026-11-29T09:00:00Z',
      momentOf,
    )
    .option('--k6 <file>', 'the k6 to send with')
    .option('--store <folder>', 'where load tests are kept; .landfall/load unless told')
    .option('--confirm <account/host>', 'load a target that is production')
    .option('--watch', 'look at what AWS reports meanwhile, or send nothing')
    .option('--no-watch', 'do not look at AWS; unless told, it is looked at when it can be')
    .option('--endpoint <url>', 'look there instead of at AWS (the sandbox)')
    .option(
      '--metric-wait <duration>',
      'wait so long before each reading of CloudWatch; 3m unless told, and of AWS at least',
      millisecondsOf,
    )
    .option('--json', 'print JSON instead of text')
    .action(async () => {
      const { loadRunCommand } = await import('./commands/load-run.ts');
      await run(() => loadRunCommand(loadRun.opts()))();
    });

  const loadJudge = withSpec(load.command('judge'))
    .description('judge a load test that was kept, without sending anything')
    .argument('<folder>', 'the kept load test')
    .option('--json', 'print JSON instead of text')
    .action(async (folder: string) => {
      const { loadJudgeCommand } = await import('./commands/load-judge.ts');
      await run(() => loadJudgeCommand(folder, loadJudge.opts()))();
    });

  const loadMerge = withSpec(load.command('merge'))
    .description('make one load test of the segments that several generators kept, and judge it')
    .argument('<folder...>', 'what each generator kept')
    .requiredOption('--output <folder>', 'where the merged load test is kept')
    .option('--json', 'print JSON instead of text')
    .action(async (folders: string[]) => {
      const { loadMergeCommand } = await import('./commands/load-merge.ts');
      await run(() => loadMergeCommand(folders, loadMerge.opts()))();
    });

  const loadFold = withSpec(load.command('fold'))
    .description('make one load test of the streams that k6 left elsewhere, and judge it')
    .argument('<stream...>', 'what each k6 wrote')
    .requiredOption('--scenario <kind>', 'the scenario that was sent', collectScenario)
    .option('--seed <number>', 'of the arrivals', countOf, 1)
    .requiredOption('--segments <number>', 'how many generators there were', segmentsOf)
    .requiredOption('--start-at <time>', 'when all generators began', momentOf)
    .requiredOption('--output <folder>', 'where the load test is kept')
    .option('--json', 'print JSON instead of text')
    .action(async (streams: string[]) => {
      const { loadFoldCommand } = await import('./commands/load-fold.ts');
      await run(() => loadFoldCommand(streams, loadFold.opts()))();
    });

  load
    .command('install-k6')
    .description('build the k6 that the load is sent with into the tool cache; this needs Go')
    .action(async () => {
      const { loadInstallK6Command } = await import('./commands/load-install-k6.ts');
      await run(() => loadInstallK6Command())();
    });

  const sandbox = program
    .command('sandbox')
    .description('a local stand-in for AWS, on this machine alone')
    .argument('<action>', 'up, deploy, break, heal, faults or down')
    .argument('[fault]', 'for break: the deviation to apply')
    .option('--spec <file>', 'for deploy and break: the spec to deploy')
    .option('--env <name>', 'the environment of the spec');
  sandbox.action(async (action: string, fault: string | undefined) => {
    const { sandboxCommand } = await import('./commands/sandbox.ts');
    await run(() => sandboxCommand(action, fault ?? null, sandbox.opts()))();
  });

  try {
    await program.parseAsync(argv);
    return exitCode;
  } catch (error) {
    return failedWith(error);
  }
}

function failedWith(error: unknown): number {
  // Commander has already said what is wrong; help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  // By their names: to know their classes, what throws them would have to be read first.
  if (error instanceof Error && ['UsageError', 'K6Error'].includes(error.name)) {
    process.stderr.write(`${error.message}\n`);
    return EXIT_USAGE;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`landfall failed, which is a fault of landfall itself:\n${text}\n`);
  return EXIT_INTERNAL;
}

function collectScenario(
  value: string,
  kinds: readonly ScenarioKind[] | undefined,
): readonly ScenarioKind[] {
  return [...(kinds ?? []), scenarioOf(value)];
}

function collectLoadKind(
  value: string,
  kinds: readonly LoadKind[] | undefined,
): readonly LoadKind[] {
  return [...(kinds ?? []), loadKindOf(value)];
}

function collect(value: string, values: readonly string[]): string[] {
  return [...values, value];
}

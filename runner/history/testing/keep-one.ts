// Keeps one made-up run, for tests that need a process of its own: `node keep-one.ts <store> <index> <number> <findings>`.
// It prints what was kept, as JSON. With HOLD set, it waits for ever in the middle of writing.
import { setTimeout as sleep } from 'node:timers/promises';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderStore } from '../folder-store.ts';
import { keepRun } from '../keep-run.ts';
import { failing, LOADED_SPEC, runOf } from './stored.ts';

const [folder = '', index = '', number = '0', count = '1'] = process.argv.slice(2);
const store = folderStore(folder);
const findings = Array.from({ length: Number(count) }, (_, at) => failing(`main/service-${at}`));
const result = runOf(Number(number), findings);

if (process.env['HOLD'] === undefined) {
  const { place, failure, notes, report } = await keepRun(result, LOADED_SPEC, {
    store,
    index,
    since: null,
    onNew: null,
  });
  const since = report.history?.since.id ?? null;
  process.stdout.write(`${JSON.stringify({ place, failure, notes, since })}\n`);
} else {
  const hold = async (unfinished: string) => {
    await writeFile(join(unfinished, 'run.json'), '{"formatVersion":2,');
    process.stdout.write('half written\n');
    await sleep(2 ** 30);
  };
  await store.put(result.report.run.id, hold, () => undefined);
}

// `node sandbox/gaps/main.ts`: writes the gaps of the emulator, as the completions state them, into docs/sandbox.md.
import { readFile, writeFile } from 'node:fs/promises';
import { COMPLETIONS } from '../overlay/completions/registry.ts';
import { gapsText, withGaps } from './gaps.ts';

const PAGE = 'docs/sandbox.md';

await writeFile(PAGE, withGaps(await readFile(PAGE, 'utf8'), gapsText(COMPLETIONS)));

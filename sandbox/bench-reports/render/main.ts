// One measurement of `npm run bench:reports`: renders a large report into a file and prints what that took, as JSON.
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { formatReport } from '../../../runner/outputs.ts';
import { largeReport, ORDINARY } from '../large-report.ts';

const [format = '', findings = '', file = ''] = process.argv.slice(2);
const report = largeReport(Number(findings), ORDINARY);
const startMs = performance.now();
let pieces = 0;
for (const { length } of formatReport(report, format)) pieces += length > 0 ? 1 : 0;
const renderMs = Math.round(performance.now() - startMs);
await pipeline(Readable.from(formatReport(report, format)), createWriteStream(file));
const { size } = await stat(file);
process.stdout.write(JSON.stringify({ renderMs, pieces, bytes: size }));

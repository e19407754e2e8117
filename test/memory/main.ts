import { parseArgs } from 'node:util';
import { startCommand } from '../helpers/command.js';
import { startLargeSuperOffice } from './large-superoffice.js';
import { type LoadResult, loadServer, memoryOptions, underLoad } from './unread-load.js';

const { values } = parseArgs({
  options: {
    heaps: { type: 'string', default: '64,128,384' },
    seconds: { type: 'string', default: '120' },
  },
});

const superOffice = await startLargeSuperOffice();
process.stdout.write(
  '| Heap | Requests | Answered | Refused with 503 | Largest RSS | In use before | In use after | Alive |\n' +
    '|---|---|---|---|---|---|---|---|\n',
);
for (const heapMb of values.heaps.split(',').map(Number)) {
  const result = await tryHeap(heapMb);
  process.stdout.write(`${rowOf(heapMb, result)}\n`);
  process.exitCode ??= result.isAlive ? undefined : 1;
}
await superOffice.stop();

async function tryHeap(heapMb: number): Promise<LoadResult> {
  const settings = await underLoad();
  const command = startCommand(process.execPath, [...memoryOptions(heapMb), 'dist/main.js'], {
    env: {
      PATH: process.env.PATH ?? '',
      HOST: '127.0.0.1',
      ...settings,
      SUPEROFFICE_URL: superOffice.url,
    },
  });
  try {
    return await loadServer(command, settings, {
      durationMs: Number(values.seconds) * 1000,
      maxRefused: Number.POSITIVE_INFINITY,
    });
  } finally {
    command.child.kill('SIGKILL');
    await command.ended;
  }
}

function rowOf(heapMb: number, result: LoadResult): string {
  const { requests, answered, refused, peakRss, before, after, isAlive } = result;
  const cells = [
    `${heapMb} MB`,
    requests,
    answered,
    refused,
    ...[peakRss, before, after].map((bytes) => `${Math.round(bytes / 1e6)} MB`),
    isAlive ? 'yes' : 'no',
  ];
  return `| ${cells.join(' | ')} |`;
}

import { spawnSync } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT, useServerProcesses } from './helpers/server-process.js';
import { type LargeSuperOffice, startLargeSuperOffice } from './memory/large-superoffice.js';
import { LARGE, loadServer, memoryOf, memoryOptions, requestOf, underLoad } from './memory/unread-load.js';

/** Of an answer to `LARGE`, without its head. */
const ANSWER_BYTES = 3_800_000;

const start = useServerProcesses('dist/main.js');

let superOffice: LargeSuperOffice;
beforeAll(async () => {
  superOffice = await startLargeSuperOffice();
});
afterAll(() => superOffice.stop());

describe.each([64, 384])('a heap of %i MB', (heapMb) => {
  it('survives megabytes of unread answers and transfers with keys: some are refused, and it recovers', async () => {
    const settings = await underLoad();
    const server = start({ ...settings, SUPEROFFICE_URL: superOffice.url }, memoryOptions(heapMb));

    const { isAlive, refused, answered, before, after } = await loadServer(server, settings, {
      durationMs: 20_000,
      maxRefused: 100,
    });

    expect({ isAlive, stderr: server.stderr }).toEqual({ isAlive: true, stderr: '' });
    expect(refused).toBeGreaterThan(0);
    expect(answered).toBeGreaterThan(0);
    expect(after).toBeLessThan(before + 16_000_000);
  }, 120_000);
});

describe('a connection that waits for its next request', () => {
  it('keeps nothing of the last answer', async () => {
    const settings = await underLoad();
    const server = start({ ...settings, LOG_LEVEL: 'info', SUPEROFFICE_URL: superOffice.url }, memoryOptions(384));
    await server.url();
    const sockets: Socket[] = [];
    const ask = async (id: number) => {
      const socket = connect(Number(settings.PORT), '127.0.0.1');
      sockets.push(socket);
      socket.write(requestOf({ query: LARGE, variables: { id: String(id) } }));
      let bytes = 0;
      for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
        bytes += chunk.length;
        if (bytes > ANSWER_BYTES) {
          return;
        }
      }
    };
    await ask(1);
    const before = await memoryOf(server);
    for (let id = 2; id <= 9; id += 1) {
      await ask(id);
    }

    let after = await memoryOf(server);
    for (let tried = 0; tried < 50 && after > before + 2 * ANSWER_BYTES; tried += 1) {
      after = await memoryOf(server);
    }
    expect(after).toBeLessThan(before + 2 * ANSWER_BYTES);
    expect(sockets.filter(({ readableEnded }) => readableEnded)).toEqual([]);
    for (const socket of sockets) {
      socket.destroy();
    }
  }, 60_000);
});

/** Runs a module next to the built server, with a heap of its own. */
function runIn(options: readonly string[], code: string): { readonly status: number | null; readonly stdout: string } {
  return spawnSync(process.execPath, [...options, '--input-type=module', '--eval', code], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '' },
  });
}

describe('the heap in use', () => {
  it.each([
    { options: ['--max-old-space-size=64'] },
    { options: ['--max-old-space-size=128'] },
    { options: ['--max-old-space-size=384'] },
    { options: ['--max-old-space-size=96', '--max-semi-space-size=4'] },
    { options: ['--max-old-space-size=128', '--max-semi-space-size=64'] },
  ])('is over 95 % before V8 gives up: $options', ({ options }) => {
    const filled = runIn(
      options,
      `const heap = (await import('./dist/observe/heap.js')).createHeap();
       const kept = [];
       while (heap.percent <= 95) {
         for (let i = 0; i < 1000; i += 1) kept.push({ text: String(i), list: [i] });
       }
       console.log('full', kept.length > 0);`,
    );

    expect(filled).toMatchObject({ status: 0, stdout: 'full true\n' });
  });

  it.each([64, 384])('is collected soon if nothing is asked: %i MB', (heapMb) => {
    const emptied = runIn(
      // Otherwise V8 has often begun to mark by then, and continues.
      [`--max-old-space-size=${heapMb}`, '--no-incremental-marking'],
      `const { heap, watch } = (await import('./dist/observe/process-load.js')).watchProcessLoad({ busyMs: 1 });
       watch();
       let kept = [];
       while (heap.percent <= 90) {
         for (let i = 0; i < 1000; i += 1) kept.push({ text: String(i), list: [i] });
       }
       kept = undefined;
       let looked = 0;
       const look = setInterval(() => {
         looked += 1;
         if (heap.percent < 50 || looked === 1000) {
           console.log(heap.percent < 50 ? 'empty' : 'full');
           clearInterval(look);
         }
       }, 10);`,
    );

    expect(emptied).toMatchObject({ status: 0, stdout: 'empty\n' });
  });
});

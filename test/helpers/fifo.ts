import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A named pipe, which is read when a test says so, and not before. */
export interface Fifo {
  readonly path: string;
  /** Puts into it what it holds: the next write waits for a reader. */
  fill(): void;
  /** Reads until `isEnough` is true, or until there is no writer; returns everything that was read. */
  read(isEnough?: (text: string) => boolean): Promise<string>;
  /** Reads no more: writes fail from now on. */
  close(): void;
  remove(): void;
}

export function createFifo(): Fifo {
  const folder = mkdtempSync(join(tmpdir(), 'superoffice-graphql-'));
  const path = join(folder, 'fifo');
  execFileSync('mkfifo', [path]);
  let reader: number | undefined = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const buffer = Buffer.alloc(64 * 1024);
  let text = '';

  /** @returns whether there may be more. */
  async function readSome(fd: number): Promise<boolean> {
    try {
      const length = readSync(fd, buffer);
      text += buffer.toString('latin1', 0, length);
      return length > 0;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
        throw error;
      }
      await delay(5);
      return true;
    }
  }

  const close = () => {
    if (reader !== undefined) {
      closeSync(reader);
      reader = undefined;
    }
  };
  return {
    path,
    fill() {
      const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
      try {
        for (;;) {
          writeSync(writer, 'x\n');
        }
      } catch {
        closeSync(writer);
      }
    },
    async read(isEnough = () => false) {
      while (!isEnough(text) && (await readSome(reader as number))) {}
      return text;
    },
    close,
    remove() {
      close();
      rmSync(folder, { recursive: true });
    },
  };
}

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A manifest for `PERSISTED_OPERATIONS`, for all tests of a file or a `describe`: texts by their ids. Returns its path. */
export function useManifest(documents: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'manifest.json');
  writeFileSync(path, JSON.stringify(documents));
  return path;
}

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { bruCollection } from './collection.js';

const FOLDER = new URL('../examples/collection/', import.meta.url);

rmSync(FOLDER, { recursive: true, force: true });
for (const [path, text] of bruCollection()) {
  const file = new URL(path, FOLDER);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, text);
}

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Written by `npm run explorer`. */
const FOLDER = new URL('../../../explorer/bundle/', import.meta.url);

/** Compresses well, and finishes before the browser has the rest. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

const ENCODERS = {
  br: (body: Buffer) => promisify(brotliCompress)(body, BROTLI),
  gzip: (body: Buffer) => promisify(gzip)(body),
  identity: async (body: Buffer) => body,
};

export type Encoding = keyof typeof ENCODERS;

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  woff2: 'font/woff2',
};

/** Names of the bundle's files by purpose. Each name has a hash of the content. */
export interface BundleFiles {
  readonly script: string;
  /** Runs before the page is painted. */
  readonly themeScript: string;
  readonly style: string;
  readonly icon: string;
  readonly licences: string;
  readonly fonts: readonly string[];
}

export interface Bundle {
  readonly files: BundleFiles;
  /** A file's type, and its content in an encoding; undefined if there is no such file. */
  find(name: string): { readonly type: string; readonly content: (encoding: Encoding) => Promise<Buffer> } | undefined;
}

/** The explorer's files. Each is read, and compressed, when it is first asked for. */
export function openBundle(): Bundle {
  const { files } = JSON.parse(readFileSync(new URL('manifest.json', FOLDER), 'utf8')) as { files: BundleFiles };
  const names = new Set(Object.values(files).flat());
  const contents = new Map<string, Promise<Buffer>>();
  return {
    files,
    find(name) {
      if (!names.has(name)) {
        return undefined;
      }
      return {
        type: TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
        content(encoding) {
          const key = `${encoding} ${name}`;
          const content = contents.get(key) ?? readFile(new URL(name, FOLDER)).then(ENCODERS[encoding]);
          contents.set(key, content);
          return content;
        },
      };
    },
  };
}

import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What `npm pack --json` says of a package. */
export interface Packed {
  readonly filename: string;
  readonly integrity: string;
  readonly files: readonly { readonly path: string }[];
}

export interface RegistryOptions {
  /** The package.json of the one package that the registry has. */
  readonly manifest: { readonly name: string; readonly version: string };
  readonly packed: Packed;
  /** Path of the file that `npm pack` made. */
  readonly tarball: string;
  /** The registry that has all other packages. */
  readonly others: string;
}

export interface Registry {
  readonly url: string;
  stop(): Promise<void>;
}

/** A registry that has one package, and sends clients to another registry for all others. */
export async function startRegistry({ manifest, packed, tarball, others }: RegistryOptions): Promise<Registry> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', url);
    if (pathname === `/${manifest.name}`) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(packument()));
    } else if (pathname === `/${packed.filename}`) {
      createReadStream(tarball).pipe(response);
    } else {
      response.writeHead(302, { location: `${others.replace(/\/$/, '')}${request.url}` }).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** What npm asks of a package before it fetches it. */
  function packument() {
    const version = {
      ...manifest,
      // npm's registry sets this when a package is published: npm reads the file in the package only then.
      _hasShrinkwrap: packed.files.some(({ path }) => path === 'npm-shrinkwrap.json'),
      dist: { tarball: `${url}/${packed.filename}`, integrity: packed.integrity },
    };
    return {
      name: manifest.name,
      'dist-tags': { latest: manifest.version },
      versions: { [manifest.version]: version },
    };
  }

  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

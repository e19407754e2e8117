import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface Tunnel {
  /** The target's URL, on the tunnel's own port. */
  readonly url: string;
  /** Bytes that went through, to the target and back. */
  readonly bytes: { readonly to: number; readonly from: number };
  /**
   * Cuts the next connection that asks for something with this text in it as soon as the target begins to answer: what was
   * asked for is done, but no answer comes. Resolves when that has happened.
   */
  cutAnswerTo(text: string): Promise<void>;
  /** Cuts all connections of now. */
  cutAll(): void;
  stop(): Promise<void>;
}

/** Passes bytes on to an HTTP server as they come, streams too. */
export async function startTunnel(target: string): Promise<Tunnel> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const bytes = { to: 0, from: 0 };
  const cuts = new Map<string, () => void>();

  function pass(socket: Socket): void {
    const onward = connect({ host: hostname, port: Number(port) });
    let asked = '';
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one);
      one
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(one);
          // What is still to be written to it is written.
          other.destroySoon();
        });
    }
    socket.on('data', (chunk: Buffer) => {
      bytes.to += chunk.length;
      asked = cuts.size === 0 ? '' : asked + chunk;
    });
    onward.on('data', (chunk: Buffer) => {
      bytes.from += chunk.length;
      const cut = [...cuts].find(([text]) => asked.includes(text));
      if (cut === undefined) {
        return;
      }
      cuts.delete(cut[0]);
      // Before `pipe` writes to it.
      socket.destroy();
      cut[1]();
    });
    socket.pipe(onward);
    onward.pipe(socket);
  }

  function cutAll(): void {
    for (const socket of sockets) {
      socket.destroy();
    }
  }

  const server: Server = createServer(pass).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    bytes,
    cutAnswerTo: (text) => new Promise((resolve) => cuts.set(text, resolve)),
    cutAll,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      cutAll();
      await closed;
    },
  };
}

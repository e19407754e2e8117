import { IncomingMessage } from 'node:http';

/** Whether a request that offers another protocol is taken at its word. It is asked once, when the head is whole. */
export type TakesUpgrade = (request: IncomingMessage) => boolean;

/**
 * The class of requests of a server that takes some upgrades. Node hands over the connection of each request with `upgrade` as soon
 * as anybody listens for upgrades: of those that are not taken it is false, so that they are answered as requests.
 */
export function upgradableRequest(takes: TakesUpgrade): typeof IncomingMessage {
  return class extends IncomingMessage {
    declare _upgrade: boolean | null;
    declare _isTaken: boolean | undefined;

    // Node sets it before it has read the headers, and asks for it afterwards. Its types do not tell of it.
    get upgrade(): boolean | null {
      if (this._upgrade) {
        this._isTaken ??= this.method === 'CONNECT' || takes(this);
        return this._isTaken;
      }
      return this._upgrade;
    }

    set upgrade(upgrade: boolean | null) {
      this._upgrade = upgrade;
    }
  };
}

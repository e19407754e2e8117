import { IncomingMessage } from 'node:http';

/** Whether a request's upgrade is accepted. Called once, when the head is complete. */
export type TakesUpgrade = (request: IncomingMessage) => boolean;

/**
 * The request class of a server that accepts some upgrades. Once there is a listener, Node hands over the connection of each
 * request whose `upgrade` is true. For upgrades that are not accepted it is false, so that they are answered as requests.
 */
export function upgradableRequest(takes: TakesUpgrade): typeof IncomingMessage {
  return class extends IncomingMessage {
    declare _upgrade: boolean | null;
    declare _isTaken: boolean | undefined;

    // Node sets it before it has read the headers, and reads it afterwards. Its types do not declare it.
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

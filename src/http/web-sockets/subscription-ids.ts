/**
 * The ids of a WebSocket's subscriptions. A client may use an id again as soon as it has completed a subscription, while graphql-ws
 * still knows the old one by it until that has ended. So graphql-ws gets an id of its own for each subscription.
 */
export interface SubscriptionIds {
  /** A message of the client, for graphql-ws. */
  read(message: string): string;
  /** A message of graphql-ws, for the client; undefined if the client has completed the subscription it is about. */
  written(message: string): string | undefined;
}

interface Message {
  readonly id?: unknown;
  readonly type?: unknown;
}

export function createSubscriptionIds(): SubscriptionIds {
  /** By the client's id: the one that graphql-ws has, of subscriptions that have not ended. */
  const open = new Map<string, string>();
  let count = 0;
  return {
    read(text) {
      const message = messageOf(text);
      if (typeof message.id !== 'string' || (message.type !== 'subscribe' && message.type !== 'complete')) {
        return text;
      }
      if (message.type === 'subscribe' && !open.has(message.id)) {
        count += 1;
        open.set(message.id, `${count}:${message.id}`);
      }
      const id = open.get(message.id) ?? message.id;
      if (message.type === 'complete') {
        open.delete(message.id);
      }
      return JSON.stringify({ ...message, id });
    },
    written(text) {
      const message = messageOf(text);
      if (typeof message.id !== 'string') {
        return text;
      }
      const id = clientIdOf(message.id);
      if (open.get(id) !== message.id) {
        return undefined;
      }
      // Both kinds of message about a subscription that graphql-ws sends, `error` and `complete`, end it.
      open.delete(id);
      return JSON.stringify({ ...message, id });
    },
  };
}

/** @param id as graphql-ws has it */
export function clientIdOf(id: string): string {
  return id.slice(id.indexOf(':') + 1);
}

/** What is not a message is left to graphql-ws to refuse. */
function messageOf(text: string): Message {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? message : {};
  } catch {
    return {};
  }
}

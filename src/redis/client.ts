import { ErrorReply, SocketClosedUnexpectedlyError } from '@redis/client';

/** How long a connection may take until it is ready. */
export const CONNECT_TIMEOUT_MS = 1000;

/**
 * Options of a client for one connection. Neither the connection nor a command is retried. Commands have no time limit.
 *
 * @param maxCommands that may wait for Redis; further ones fail at once
 */
export const oneConnection = (url: string, maxCommands: number) =>
  ({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: maxCommands,
    // The client's own time limit ends when a command is written.
    commandOptions: { timeout: 0 },
    maintNotifications: 'disabled',
    socket: { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false },
  }) as const;

/** What may be logged of an error: a code of Redis, the system or TLS, never a message. */
export function reasonOf(error: unknown): string {
  if (error instanceof ErrorReply) {
    return /^[A-Z]{1,32}\b/.exec(error.message)?.[0] ?? 'ERR';
  }
  if (error instanceof SocketClosedUnexpectedlyError) {
    return 'CLOSED';
  }
  return (error as { readonly code?: string }).code ?? 'BAD_REPLY';
}

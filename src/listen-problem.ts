import { ConfigError } from './config.js';

/** The variables that set where a server listens. */
export interface ListenVariables {
  readonly port: string;
  readonly host: string;
}

/**
 * Turns the error of an address that cannot be listened on into one that names the variable to change. Returns other errors
 * unchanged.
 */
export function listenProblem(error: unknown, { port: variable, host }: ListenVariables): unknown {
  const { code, syscall, port } = error as {
    readonly code?: string;
    readonly syscall?: string;
    readonly port?: number;
  };
  if (syscall === 'getaddrinfo') {
    return new ConfigError([`${host}: this host name cannot be resolved (${code})`]);
  }
  if (syscall !== 'listen') {
    return error;
  }
  switch (code) {
    case 'EADDRINUSE':
      return new ConfigError([
        `${variable}: ${port} is in use. End the program that uses it, or set another port; 0 takes any free one`,
      ]);
    case 'EACCES':
      return new ConfigError([
        `${variable}: ${port} needs a privilege that this user does not have. Set a port above 1023`,
      ]);
    default:
      return new ConfigError([`${host}: this machine has no such address (${code})`]);
  }
}

/**
 * The port in a text, or a default if there is none.
 *
 * @throws {ConfigError}
 */
export function readPort(variable: string, text: string | undefined, otherwise: number): number {
  if (!text?.trim()) {
    return otherwise;
  }
  const port = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) {
    throw new ConfigError([`${variable}: expected a whole number from 0 to 65535`]);
  }
  return port;
}

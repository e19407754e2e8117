import { chatUsers } from './chat/presence.js';
import { credentialsOf } from './http/credentials.js';
import type { Tenant } from './tenant.js';

/** An associate who can chat, with a credential for people who try the sandbox. */
export interface SandboxAgent {
  readonly name: string;
  readonly fullName: string;
  /** Value of the `Authorization` header. */
  readonly authorization: string;
}

export function agentsOf(tenant: Tenant): readonly SandboxAgent[] {
  return chatUsers(tenant).map((associate) => {
    const name = associate.Name ?? '';
    const pair = Buffer.from(`${name}:${credentialsOf(associate).password}`);
    return { name, fullName: associate.FullName ?? '', authorization: `Basic ${pair.toString('base64')}` };
  });
}

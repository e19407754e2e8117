/** What differs from server to server in the explorer's page. The page takes the endpoint from its own address. */
export interface ExplorerSettings {
  /** The sandbox tenant's agents; none for another tenant. */
  readonly agents: readonly Agent[];
  readonly groups: readonly OperationGroup[];
  /** Whether Apollo's pages may call this server. */
  readonly allowsApolloSandbox: boolean;
  /** What the page's own style elements must carry. */
  readonly nonce: string;
}

/** Somebody with a public credential. */
export interface Agent {
  readonly name: string;
  readonly fullName: string;
  /** Value of the `Authorization` header. */
  readonly authorization: string;
}

/** Operations under one heading of the documentation. */
export interface OperationGroup {
  readonly title: string;
  /** Whether they name records that only the sandbox tenant has. */
  readonly isSandboxOnly: boolean;
  readonly operations: readonly ReadyOperation[];
}

export interface ReadyOperation {
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Name of the agent who does this. */
  readonly agent: string;
  /** A few sentences with `code` in them, or nothing. */
  readonly text: string;
}

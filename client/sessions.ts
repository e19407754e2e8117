/** The fields of `ChatSessionsUpdate` that are needed here. */
export interface SessionsUpdate<S> {
  readonly isSnapshot: boolean;
  readonly sessions: readonly S[];
  readonly goneIds: readonly string[];
}

/** The list of sessions after a value of `chatSessionUpdates`. */
export function updateSessions<S extends { readonly id: string }>(known: readonly S[], update: SessionsUpdate<S>): S[] {
  const { isSnapshot, sessions, goneIds } = update;
  const byId = new Map([...(isSnapshot ? [] : known), ...sessions].map((session) => [session.id, session]));
  for (const id of goneIds) {
    byId.delete(id);
  }
  return [...byId.values()];
}

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

/** Which of two states of a session is the newer one, where answers may arrive late. */
export interface SessionOrder<S> {
  /** To be called when an operation begins; what it returns is passed to `newest`. */
  begin(): number;
  /** To be called with each value of `chatSessionUpdates`. */
  told(update: SessionsUpdate<S>): void;
  /** The session of an answer or, if the stream has told something of it since the operation began, what it told. */
  newest(answered: S, begun: number): S;
}

export function createSessionOrder<S extends { readonly id: string }>(): SessionOrder<S> {
  const latest = new Map<string, { readonly session: S; readonly at: number }>();
  let at = 0;
  return {
    begin() {
      at += 1;
      return at;
    },
    told({ isSnapshot, sessions, goneIds }) {
      at += 1;
      if (isSnapshot) {
        latest.clear();
      }
      for (const id of goneIds) {
        latest.delete(id);
      }
      for (const session of sessions) {
        latest.set(session.id, { session, at });
      }
    },
    newest(answered, begun) {
      const told = latest.get(answered.id);
      return told && told.at > begun ? told.session : answered;
    },
  };
}

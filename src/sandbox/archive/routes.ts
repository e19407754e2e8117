import { readTopic } from '../chat-topics.js';
import { type Call, type Route, route } from '../route.js';
import type { Tenant } from '../tenant.js';
import { answerArchive } from './archive.js';
import { chatSessionArchive } from './chat-session-archive.js';
import { ticketArchive } from './ticket-archive.js';

/** The lists that answer rows, not carriers. */
export function archiveRoutes(tenant: Tenant): readonly Route[] {
  const sessions = chatSessionArchive(tenant);
  const tickets = ticketArchive();
  return [
    route('GET', 'ChatSession', (call) =>
      answerArchive(sessions, tenant.chatSessions.values(), requestOf(call, 'ChatSession')),
    ),
    route('GET', 'ChatTopic/{id}/Sessions', (call) => {
      const { id } = readTopic(tenant, call.params.id);
      const ofTopic = [...tenant.chatSessions.values()].filter(({ TopicId }) => TopicId === id);
      return answerArchive(sessions, ofTopic, requestOf(call, `ChatTopic/${id}/Sessions`));
    }),
    route('GET', 'Ticket', (call) => answerArchive(tickets, tenant.tickets.values(), requestOf(call, 'Ticket'))),
  ];
}

function requestOf({ query, locale, restRoot }: Call<string>, path: string) {
  return { query, locale, url: restRoot + path };
}

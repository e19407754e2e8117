import { readTopic } from '../chat-topics.js';
import { type Call, type Route, route } from '../route.js';
import type { Tenant } from '../tenant.js';
import { answerArchiveList, archiveListItems } from './agent.js';
import { answerArchive } from './archive.js';
import { chatSessionArchive } from './chat-session-archive.js';
import type { Asker } from './columns.js';
import { ticketArchive } from './ticket-archive.js';

/** The lists that answer rows, not carriers. */
export function archiveRoutes(tenant: Tenant): readonly Route[] {
  const sessions = chatSessionArchive(tenant);
  const tickets = ticketArchive(tenant);
  const providers = {
    ChatSession: archiveListItems(sessions, () => tenant.chatSessions.values()),
    Ticket: archiveListItems(tickets, () => tenant.tickets.values()),
  };
  const askerOf = ({ caller, locale }: Call<string>): Asker => ({
    associateId: caller.AssociateId,
    now: tenant.now(),
    locale,
  });
  const requestOf = (call: Call<string>, path: string) => ({
    query: call.query,
    asker: askerOf(call),
    url: call.restRoot + path,
  });
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
    route('POST', 'Agents/Archive/GetArchiveListByColumns', (call) =>
      answerArchiveList(providers, call.body, askerOf(call)),
    ),
  ];
}

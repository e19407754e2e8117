import { readTopic } from '../chat/chat-topics.js';
import { type Call, type Route, route } from '../http/route.js';
import type { Tenant } from '../tenant.js';
import { answerArchiveList } from './agent.js';
import { answerArchive } from './archive.js';
import { chatSessionArchive } from './chat-session-archive.js';
import type { Asker } from './columns.js';
import { providerNamed, providerOf } from './provider.js';
import { ticketArchive } from './ticket-archive.js';

/** The lists that answer rows, not carriers. */
export function archiveRoutes(tenant: Tenant): readonly Route[] {
  const sessions = chatSessionArchive(tenant);
  const providers = {
    ChatSession: providerOf(sessions, () => tenant.chatSessions.values()),
    Ticket: providerOf(ticketArchive(tenant), () => tenant.tickets.values()),
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
  const answerNamed = (call: Call<'provider'>) =>
    providerNamed(providers, call.params.provider).answer({
      ...requestOf(call, `Archive/${call.params.provider}`),
      // Documented for this path alone: no entities means all of them.
      defaultEntities: ['all'],
    });
  return [
    route('GET', 'ChatSession', (call) => providers.ChatSession.answer(requestOf(call, 'ChatSession'))),
    route('GET', 'ChatTopic/{id}/Sessions', (call) => {
      const { id } = readTopic(tenant, call.params.id);
      const ofTopic = [...tenant.chatSessions.values()].filter(({ TopicId }) => TopicId === id);
      return answerArchive(sessions, ofTopic, requestOf(call, `ChatTopic/${id}/Sessions`));
    }),
    route('GET', 'Ticket', (call) => providers.Ticket.answer(requestOf(call, 'Ticket'))),
    route('GET', 'Archive/{provider}', answerNamed),
    // Captured with a slash at the end as well.
    route('GET', 'Archive/{provider}/', answerNamed),
    route('POST', 'Agents/Archive/GetArchiveListByColumns', (call) =>
      answerArchiveList((name) => providerNamed(providers, name).listItems, call.body, askerOf(call)),
    ),
  ];
}

import { createServer } from 'node:http';
import fetch from 'node-fetch';
import { nodeFetchClient } from '../shared/node-fetch-client.js';
import { nodeHttpClient } from '../shared/node-http-client.js';
import { createRest } from '../shared/rest.js';

/** No GraphQL at all: each operation, known by its name, is a function that picks the fields of its answer. */
const OPERATIONS = { Transfer: transfer, Desk: desk, Persons: persons };

const MAX_BATCH_SIZE = 100;

const { CLIENT, PORT, SUPEROFFICE_URL } = process.env;
const call = CLIENT === 'node-fetch' ? nodeFetchClient(fetch, SUPEROFFICE_URL) : nodeHttpClient(SUPEROFFICE_URL);

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const { operationName, variables } = JSON.parse(Buffer.concat(chunks).toString());
    const data = await OPERATIONS[operationName](createRest(call, request.headers.authorization), variables);
    const body = Buffer.from(JSON.stringify({ data }));
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
    response.end(body);
  });
});
server.listen(Number(PORT), '127.0.0.1');

async function transfer(rest, { id, toAssociate }) {
  const session = await rest.transfer(id, toAssociate);
  return {
    transferChatSession: {
      id: String(session.ChatSessionId),
      customerName: session.CustomerName,
      user: { fullName: session.User.FullName },
      person: { fullName: session.Person.FullName, email: session.Person.Email },
      contact: { name: session.Contact.Name, city: session.Contact.City },
      project: { name: session.Project.Name },
      sale: { title: session.Sale.Title, amount: session.Sale.Amount },
      ticket: { title: session.Ticket.Title, createdAt: session.Ticket.CreatedAt },
    },
  };
}

async function desk(rest) {
  const sessions = await rest.getSessions();
  const [owners, { contacts, countries }] = await Promise.all([
    readAll(
      rest,
      'associate',
      sessions.map(({ Ticket }) => Ticket.OwnedByAssociateId),
    ),
    contactsOf(rest, sessions),
  ]);
  return {
    chatSessionsForCurrentUser: sessions.map(
      ({ ChatSessionId, CustomerName, LastMessage, WhenRequested, Person, Ticket }) => {
        const contact = contacts.get(Person.ContactId);
        const country = countries.get(contact.CountryId);
        const owner = owners.get(Ticket.OwnedByAssociateId);
        return {
          id: String(ChatSessionId),
          customerName: CustomerName,
          lastMessage: LastMessage,
          whenRequested: WhenRequested,
          person: {
            id: String(Person.PersonId),
            fullName: Person.FullName,
            contact: {
              id: String(contact.ContactId),
              name: contact.Name,
              country: { id: String(country.CountryId), name: country.Name },
            },
          },
          ticket: {
            id: String(Ticket.TicketId),
            title: Ticket.Title,
            ownedBy: { id: String(owner.AssociateId), fullName: owner.FullName },
          },
        };
      },
    ),
  };
}

async function contactsOf(rest, sessions) {
  const contacts = await readAll(
    rest,
    'contact',
    sessions.map(({ Person }) => Person.ContactId),
  );
  const countries = await readAll(
    rest,
    'country',
    [...contacts.values()].map(({ CountryId }) => CountryId),
  );
  return { contacts, countries };
}

async function persons(rest, { representations }) {
  const records = await readAll(
    rest,
    'person',
    representations.map(({ id }) => Number(id)),
  );
  return {
    _entities: [...records.values()].map(({ PersonId, FullName, Email, MobilePhone }) => ({
      id: String(PersonId),
      fullName: FullName,
      email: Email,
      mobilePhone: MobilePhone,
    })),
  };
}

/** The records of the ids, each read once, by id. */
async function readAll(rest, kind, ids) {
  const wanted = [...new Set(ids)];
  const batches = [];
  for (let i = 0; i < wanted.length; i += MAX_BATCH_SIZE) {
    batches.push(rest.getBatch(kind, wanted.slice(i, i + MAX_BATCH_SIZE)));
  }
  const records = (await Promise.all(batches)).flat();
  return new Map(wanted.map((id, index) => [id, records[index]]));
}

import type { ReactNode } from 'react';
import { textOf } from 'superoffice-graphql/client';
import { useQuery } from 'urql';
import { isVisible } from '../board.js';
import { agoOf, wordsOf } from '../format.js';
import { CustomerDocument, type CustomerQuery } from '../gql/graphql.js';
import { select, useKeptFocus, useNow } from '../hooks.js';
import { join } from '../join.js';
import { Button } from './Button.js';

type Details = NonNullable<CustomerQuery['chatSession']>;

/** Who the customer is, with their earlier chats and requests. */
export function Customer({ id }: { readonly id: string }) {
  const requestPolicy = 'cache-and-network';
  const [{ data, error, fetching }, ask] = useQuery({ query: CustomerDocument, variables: { id }, requestPolicy });
  useKeptFocus('customer');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <aside id="customer" className="customer" aria-label="Customer" aria-busy={fetching} tabIndex={0}>
      {error && (
        <p className="problem" role="alert">
          Some of this could not be read.{' '}
          <Button onClick={() => ask({ requestPolicy: 'network-only' })}>Try again</Button>
        </p>
      )}
      {data?.chatSession && <Records session={data.chatSession} />}
    </aside>
  );
}

function Records({ session }: { readonly session: Details }) {
  const { person, contact, sale, ticket } = session;
  const now = useNow();
  const tickets = person?.tickets?.nodes.flatMap((node) => (node && node.id !== ticket?.id ? [node] : [])) ?? [];
  const chats = person?.chatSessions?.nodes.flatMap((node) => (node && node.id !== session.id ? [node] : [])) ?? [];
  return (
    <>
      {person ? (
        <Part title="Person" name={person.fullName} note={person.title}>
          <Link to="mailto" address={person.email} />
          <Link to="tel" address={person.directPhone} />
          <Link to="tel" address={person.mobilePhone} />
        </Part>
      ) : (
        <Part
          title="Visitor"
          name={isVisible(session.customerName) ? session.customerName : 'No name given'}
          note={session.customerCompanyName}
        >
          <Link to="mailto" address={session.customerEmail} />
          <Link to="tel" address={session.customerPhone} />
          <p className="muted small">As the visitor gave it. SuperOffice does not know who this is.</p>
        </Part>
      )}
      {contact && (
        <Part title="Company" name={contact.name} note={join(contact.department, contact.city, contact.countryName)}>
          <Link to="tel" address={contact.directPhone} />
        </Part>
      )}
      {sale && <Part title="Sale" name={sale.title} note={join(sale.status && wordsOf(sale.status), amountOf(sale))} />}
      {ticket && <Part title="Request" name={ticket.title} note={ticket.ticketStatusDisplayValue} />}
      {tickets.length > 0 && (
        <Part title="Other requests">
          {tickets.map(({ id, title, ticketStatusDisplayValue, lastChanged }) => (
            <div key={id}>
              <p dir="auto">{title}</p>
              <p className="muted">{join(ticketStatusDisplayValue, lastChanged && agoOf(lastChanged, now))}</p>
            </div>
          ))}
        </Part>
      )}
      {chats.length > 0 && (
        <Part title="Other chats">
          {chats.map(({ id, firstMessage, whenRequested, whenEnded }) => (
            <Button key={id} className="earlier" onClick={() => select(id)}>
              <span dir="auto">{textOf(firstMessage ?? '') || 'No message'}</span>
              <span className="muted">
                {join(whenEnded ? 'Ended' : 'Open', whenRequested && agoOf(whenRequested, now))}
              </span>
            </Button>
          ))}
        </Part>
      )}
    </>
  );
}

interface PartProps {
  readonly title: string;
  readonly name?: string | null;
  readonly note?: ReactNode;
  readonly children?: ReactNode;
}

function Part({ title, name, note, children }: PartProps) {
  return (
    <section className="part">
      <h3>{title}</h3>
      <p className="strong" dir="auto">
        {name}
      </p>
      <p className="muted">{note}</p>
      {children}
    </section>
  );
}

function Link({ to, address }: { readonly to: 'mailto' | 'tel'; readonly address: string | null | undefined }) {
  // A phone number ends before an extension, and `(0)` is for calls from within the country.
  const [number = ''] = address?.replace('(0)', '').match(/^[^a-z,;#]*\d/i) ?? [];
  const target = to === 'tel' ? number.replace(/[^+\d]/g, '') : encodeURIComponent(address ?? '');
  return address ? target ? <a href={`${to}:${target}`}>{address}</a> : <p>{address}</p> : null;
}

function amountOf({ amount, currency }: NonNullable<Details['sale']>): string {
  return amount === null ? '' : `${amount.toLocaleString(undefined, { minimumFractionDigits: 2 })} ${currency ?? ''}`;
}

import type { Pair } from './facade.js';
import { type Handler, type RecordedRequest, sendJson } from './fake-superoffice.js';

export const LIST = 'GET ChatSession?';
export const PERSONS = 'POST Agents/Person/GetPersonList';

export const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
export const cursorOf = (id: number | string) => Buffer.from(`id:${id}`).toString('base64url');

/** What a list was asked, by name. */
export function queryOf(request: RecordedRequest | undefined): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(request?.path.split('?')[1]));
}

/** The calls without their queries. */
export const routesOf = ({ superOffice }: Pair) => superOffice.calls().map((call) => call.split('?')[0]);

/** Rows as a list sends them: the key is a text. */
export const rowsOf = (ids: readonly number[], columns: Record<string, unknown> = {}) => ({
  value: ids.map((id) => ({ PrimaryKey: `${id}`, EntityName: 'chat', chatSessionId: id, ...columns })),
});

/** The stored value and the display value of each column. */
export const full = (columns: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(columns).map(([column, value]) => [
      column,
      { RawValue: value, DisplayValue: value === null ? '' : `${value}`, LinkHint: '', TooltipHint: '' },
    ]),
  );

/** Rows of `$mode=Full`, as SuperOffice documents them: the key is a number, and columns are nested. */
export const fullRowsOf = (ids: readonly number[], columns: Record<string, unknown>) => ({
  value: ids.map((id) => ({
    PrimaryKey: id,
    EntityName: 'chat',
    StyleHint: '',
    LinkHint: `nav=chat&chat_session_id=${id}`,
    TableRight: { Mask: 1, Reason: '' },
    Column: full({ chatSessionId: id, ...columns }),
  })),
});

/** A list of sessions that answers pages; `before` runs before each page. */
export const listOf =
  (ids: number[], before: () => void = () => {}): Handler =>
  (request, response) => {
    before();
    const { $filter = '', $orderBy = '', $top = '' } = queryOf(request);
    const [, operator, bound] = /(?:chatSession|ticket)Id (lt|gt) (\d+)/.exec($filter) ?? [];
    const found = ids
      .filter((id) => operator === undefined || (operator === 'lt' ? id < Number(bound) : id > Number(bound)))
      .sort((a, b) => ($orderBy.endsWith(' desc') ? b - a : a - b));
    sendJson(response, { value: found.slice(0, Number($top)).map((id) => ({ PrimaryKey: `${id}` })) });
  };

export const sessionsById: Handler = ({ path }, response) => {
  const id = Number(path.split('/')[1]);
  sendJson(response, { ChatSessionId: id, CustomerName: `Customer ${id}` });
};

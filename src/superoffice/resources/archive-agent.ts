import type { ArchiveListItemCarrier } from '../carriers.js';
import { encodeDateTime, encodeInt } from '../encoded-value.js';
import { badResponse } from '../errors.js';
import { readKey } from '../keys.js';
import type { SuperOfficeClient } from '../rest/client.js';
import type { RestCall } from '../rest/rest-call.js';
import { ARCHIVE_HEADERS, type ArchiveQuery, type Condition, pagingOf } from './archive.js';

/** A search in an archive that includes a text. */
export interface ArchiveSearch
  extends Pick<ArchiveQuery, 'key' | 'conditions' | 'descending' | 'afterId' | 'top'>,
    Required<Pick<ArchiveQuery, 'entities'>> {
  /** `ChatSession`. */
  readonly provider: string;
  /** A text that one of these columns must contain. */
  readonly text: string;
  readonly textColumns: readonly string[];
}

/** SuperOffice's `ArchiveRestrictionInfo`. */
interface Restriction {
  readonly Name: string;
  readonly Operator: string;
  /** Encoded: `[I:3]`, `[DT:11/09/2017 14:53:18]`; texts as they are. */
  readonly Values: readonly string[];
  readonly IsActive: true;
  readonly InterParenthesis: number;
  readonly InterOperator: 'And' | 'Or';
}

/**
 * The keys of one page of what is found: POST Agents/Archive/GetArchiveListByColumns, a read.
 *
 * It takes conditions as values, not as an expression, so a text can never become part of an expression. Its rows hold no
 * stored values, so only the key is read.
 */
export async function findArchiveKeys(client: SuperOfficeClient, search: ArchiveSearch): Promise<readonly number[]> {
  const { provider, entities, key, conditions, descending, top } = search;
  const call: RestCall = {
    effect: 'read',
    method: 'POST',
    route: 'Agents/Archive/GetArchiveListByColumns',
    body: {
      ProviderName: provider,
      Columns: [key],
      SortOrder: [{ Name: key, Direction: descending ? 'DESC' : 'ASC' }],
      Restriction: [...textRestrictions(search), ...[...conditions, ...pagingOf(search)].map(toRestriction)],
      Entities: entities,
      Page: 0,
      PageSize: top,
    },
    headers: ARCHIVE_HEADERS,
    expected: 'list',
  };
  const rows = await client.send(call);
  if (!Array.isArray(rows)) {
    throw badResponse(call);
  }
  // Every row counts exactly once, because their number decides whether there is a next page.
  const ids = new Set<number>();
  for (const row of rows as readonly (ArchiveListItemCarrier | null)[]) {
    const id = readKey(row?.PrimaryKey);
    const inColumn = readInColumn(row?.ColumnData?.[key]?.DisplayValue);
    if (id == null || (inColumn != null && inColumn !== id) || ids.has(id)) {
      throw badResponse(call);
    }
    ids.add(id);
  }
  return [...ids];
}

/** A key as its column shows it: `[I:3]`, or `3`. */
function readInColumn(shown: unknown): number | null | undefined {
  return readKey(typeof shown === 'string' ? shown.replace(/^\[I:(\d+)\]$/, '$1') : shown);
}

/** `(first contains 'text' or second contains 'text') and`. */
function textRestrictions({ text, textColumns }: ArchiveSearch): Restriction[] {
  const last = textColumns.length - 1;
  return textColumns.map((Name, index) => ({
    Name,
    Operator: 'contains',
    Values: [text],
    IsActive: true,
    // Documented: how many parentheses open before it or, if negative, close after it.
    InterParenthesis: Number(index === 0) - Number(index === last),
    // Documented: what stands between it and the next one.
    InterOperator: index === last ? 'And' : 'Or',
  }));
}

/** The agent's names of operators that differ. */
const AGENT_OPERATORS: Readonly<Partial<Record<Condition['operator'], string>>> = { gt: 'greater', lt: 'less' };

function toRestriction({ column, operator, values }: Condition): Restriction {
  return {
    Name: column,
    Operator: AGENT_OPERATORS[operator] ?? operator,
    Values: values.map((value) => (typeof value === 'number' ? encodeInt(value) : encodeDateTime(value))),
    IsActive: true,
    InterParenthesis: 0,
    InterOperator: 'And',
  };
}

import type { ChatSessionPart, ChatSessionStatus } from '../../generated/resolvers.js';
import type { ChatSessionCarrier } from '../../superoffice/carriers.js';
import type { RequestContext } from '../context.js';
import { enumOf } from '../schema/enums.js';
import { keyIn, keyOf, recordOf, refuse } from '../schema/property-readers.js';

/**
 * The part that a session is in for the caller; null if SuperOffice sends no status. The caller is read only if it matters.
 */
export function partOf(
  session: ChatSessionCarrier,
  context: RequestContext,
): Promise<ChatSessionPart> | ChatSessionPart | null {
  const standing = standingOf(session);
  if (standing === null) {
    return null;
  }
  return possibleParts(standing).length === 1
    ? standing.otherwise
    : callerId(context).then((caller) => partFor(standing, caller));
}

/** The sessions that are in one of these parts for the caller, in their order. */
export async function inParts(
  sessions: readonly ChatSessionCarrier[],
  parts: readonly ChatSessionPart[],
  context: RequestContext,
): Promise<readonly ChatSessionCarrier[]> {
  const isIn = await Promise.all(sessions.map((session) => isInParts(session, parts, context)));
  return sessions.filter((_session, index) => isIn[index]);
}

/** Matches sessions in these parts. A session whose part is unknown matches, so that its error shows at its fields. */
export async function partsFilter(
  parts: readonly ChatSessionPart[],
  context: RequestContext,
): Promise<(session: ChatSessionCarrier) => boolean> {
  const caller = await callerId(context);
  return (session) => {
    try {
      const standing = standingOf(session);
      return standing !== null && parts.includes(partFor(standing, caller));
    } catch {
      return true;
    }
  };
}

async function isInParts(
  session: ChatSessionCarrier,
  parts: readonly ChatSessionPart[],
  context: RequestContext,
): Promise<boolean> {
  const standing = standingOf(session);
  const possible = standing === null ? [] : possibleParts(standing);
  const wanted = possible.filter((part) => parts.includes(part));
  if (standing === null || wanted.length === 0 || wanted.length === possible.length) {
    return wanted.length > 0;
  }
  return parts.includes(partFor(standing, await callerId(context)));
}

/** What determines a session's part, apart from the caller. */
interface Standing {
  /** Associate ids; null for nobody. */
  readonly user: number | null;
  readonly transferTo: number | null;
  /** The part for everybody except these two. */
  readonly otherwise: ChatSessionPart;
}

const STATUS = enumOf('ChatSessionStatus');

const PARTS: Readonly<Record<ChatSessionStatus, ChatSessionPart>> = {
  INVALID: 'BEFORE_QUEUE',
  PRE_CHAT_FORM: 'BEFORE_QUEUE',
  FAQ: 'BEFORE_QUEUE',
  OFFLINE_FORM: 'BEFORE_QUEUE',
  IN_QUEUE: 'QUEUED',
  CUSTOMER_LAST: 'OTHERS',
  USER_LAST: 'OTHERS',
  UNKNOWN: 'OTHERS',
  FINISHED: 'ENDED',
  DELETED: 'ENDED',
  CLOSED: 'ENDED',
  REQUEST_POSTED: 'ENDED',
  CLOSED_FROM_QUEUE: 'ENDED',
};

/** Null without a status. */
function standingOf({ Status, User, TransferTo }: ChatSessionCarrier): Standing | null {
  if (Status == null) {
    return null;
  }
  const otherwise = PARTS[(STATUS.read(Status) ?? refuse()) as ChatSessionStatus];
  // An ended session belongs to nobody.
  return otherwise === 'ENDED'
    ? { user: null, transferTo: null, otherwise }
    : {
        user: keyIn(recordOf(User), 'AssociateId'),
        transferTo: keyIn(recordOf(TransferTo), 'AssociateId'),
        otherwise,
      };
}

/** The parts that the session can be in, for any caller. At least one. */
function possibleParts({ user, transferTo, otherwise }: Standing): readonly ChatSessionPart[] {
  return [...(user === null ? [] : ['MINE' as const]), ...(transferTo === null ? [] : ['OFFERED' as const]), otherwise];
}

function partFor({ user, transferTo, otherwise }: Standing, caller: number | null): ChatSessionPart {
  if (caller !== null && caller === user) {
    return 'MINE';
  }
  return caller !== null && caller === transferTo ? 'OFFERED' : otherwise;
}

async function callerId({ client, loaders }: RequestContext): Promise<number | null> {
  const associate = await loaders.caller(client);
  return keyOf(associate?.AssociateId);
}

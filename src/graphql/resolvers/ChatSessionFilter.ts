import type { ChatSessionFilter } from '../../generated/resolvers.js';
import { associateIsOneOf, type Condition, isBefore, isFrom, isIn, isOneOf } from '../../superoffice/archive.js';
import { ENUM_VALUES } from '../enums.js';
import { parseId } from './arguments.js';

/** The schema's statuses by SuperOffice's numbers, which count from 0 in the order of the list. */
const STATUS_NUMBERS = new Map<string, number>(
  Object.values(ENUM_VALUES.ChatSessionStatus).map((name, index) => [name, index]),
);

/** A filter but for its text, with the operators that the columns have by their documented types. */
export function conditionsOf(filter: ChatSessionFilter): Condition[] {
  const { status, topic, associate, contact, person, rating, requestedFrom, requestedBefore } = filter;
  return [
    status &&
      isOneOf(
        'status',
        status.map((name) => STATUS_NUMBERS.get(name) as number),
      ),
    topic && isIn('chatTopic/chatTopicId', topic.map(parseId)),
    associate && associateIsOneOf('associateId', associate.map(parseId)),
    contact && isOneOf('contactId', contact.map(parseId)),
    person && isOneOf('personId', person.map(parseId)),
    rating && isIn('rating', rating),
    requestedFrom && isFrom('whenRequested', requestedFrom),
    requestedBefore && isBefore('whenRequested', requestedBefore),
  ].filter((condition) => condition != null);
}

/** Whether no session can match: a list of which one element must hold has none. */
export function matchesNothing(filter: ChatSessionFilter): boolean {
  return Object.values(filter).some((value) => Array.isArray(value) && value.length === 0);
}

import type { ChatSessionFilter } from '../../generated/resolvers.js';
import {
  associateIsOneOf,
  type Condition,
  isBefore,
  isFrom,
  isIn,
  isOneOf,
} from '../../superoffice/resources/archive.js';
import { enumOf } from '../schema/enums.js';
import { parseId } from './arguments.js';

const STATUS = enumOf('ChatSessionStatus');

/** A filter without its text, with the operators that the columns' documented types have. */
export function conditionsOf(filter: ChatSessionFilter): Condition[] {
  const { status, topic, associate, contact, person, rating, requestedFrom, requestedBefore } = filter;
  return [
    status &&
      isOneOf(
        'status',
        status.map((name) => STATUS.numberOf(name) as number),
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

/** Whether no session can match, because a list of alternatives is empty. */
export function matchesNothing(filter: ChatSessionFilter): boolean {
  return Object.values(filter).some((value) => Array.isArray(value) && value.length === 0);
}

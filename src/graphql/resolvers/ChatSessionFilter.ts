import type { ChatSessionFilter } from '../../generated/resolvers.js';
import { contain, isBefore, isFrom, isIn, isOneOf } from '../../superoffice/archive.js';
import { ENUM_VALUES } from '../enums.js';
import { parseId, parseText } from './arguments.js';

/** The schema's statuses by SuperOffice's numbers, which count from 0 in the order of the list. */
const STATUS_NUMBERS = new Map<string, number>(
  Object.values(ENUM_VALUES.ChatSessionStatus).map((name, index) => [name, index]),
);

/** A filter as conditions of SuperOffice's: typed values only, never a caller's text as it is. */
export function conditionsOf(filter: ChatSessionFilter): string[] {
  const { status, topic, associate, contact, person, rating, requestedFrom, requestedBefore, text } = filter;
  const idConditions = Object.entries({
    'chatTopic/chatTopicId': topic,
    associateId: associate,
    contactId: contact,
    personId: person,
  }).flatMap(([column, ids]) => (ids == null ? [] : isIn(column, ids.map(parseId))));
  return [
    ...(status == null
      ? []
      : [
          isOneOf(
            'status',
            status.map((name) => STATUS_NUMBERS.get(name) as number),
          ),
        ]),
    ...idConditions,
    ...(rating == null ? [] : [isIn('rating', rating)]),
    ...(requestedFrom == null ? [] : [isFrom('whenRequested', requestedFrom)]),
    ...(requestedBefore == null ? [] : [isBefore('whenRequested', requestedBefore)]),
    ...(text == null ? [] : [contain(['firstMessage', 'lastMessage'], parseText(text))]),
  ];
}

/** Whether no session can match: a list of which one element must hold has none. */
export function matchesNothing(filter: ChatSessionFilter): boolean {
  return Object.values(filter).some((value) => Array.isArray(value) && value.length === 0);
}

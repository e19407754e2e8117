import type { QueryResolvers } from '../../generated/resolvers.js';
import { getChatTopicMembers } from '../../superoffice/resources/chat-topic.js';
import { getChatUsers } from '../../superoffice/resources/mdo-list.js';
import type { SuperOfficeClient } from '../../superoffice/rest/client.js';
import { PublicError } from '../errors.js';
import { keyIn, keyOf, recordOf } from '../schema/property-readers.js';
import { parseId } from './arguments.js';
import { presenceOf } from './ChatPresence.js';
import { carrierType } from './carrier-type.js';
import { entriesOf } from './entries.js';
import { fieldProperties } from './FieldProperty.js';
import { recordById, reference, relation, resolveReference } from './relations.js';

export const User = carrierType('User', {
  __resolveReference: resolveReference('user'),
  person: relation('person', 'PersonId'),
  chatPresence: ({ EjUserId }, _args, context) => {
    const ejUserId = keyOf(EjUserId);
    return ejUserId === null ? null : presenceOf(ejUserId, context);
  },
  extraFields: ({ ExtraFields }, { names }) => entriesOf(ExtraFields, names),
  customFields: ({ CustomFields }, { names }) => entriesOf(CustomFields, names),
  fieldProperties,
});

export const queries = {
  user: recordById('user'),

  me: (_root, _args, { client, loaders }) => loaders.caller(client),

  async transferTargets(_root, { onlyPresent, topic, canRespond }, context, info) {
    const topicId = topic == null ? undefined : parseId(topic);
    const respondingIn = canRespond === true ? (topicId ?? refuseWithoutTopic()) : undefined;
    const [items, responders] = await Promise.all([
      getChatUsers(context.client, { onlyPresent: onlyPresent ?? true, topicId }),
      respondingIn === undefined ? undefined : getResponders(context.client, respondingIn),
    ]);
    const ids = items
      .flatMap(({ Id, Deleted }) => (Deleted === true ? [] : (keyOf(Id) ?? [])))
      .filter((id) => responders?.has(id) ?? true);
    const users = await Promise.all(ids.map((id) => reference('user', id, context, info)));
    return users.filter((user) => user !== null);
  },
} satisfies QueryResolvers;

function refuseWithoutTopic(): never {
  throw new PublicError('BAD_USER_INPUT', {
    message: 'Expected `topic` with `canRespond`: SuperOffice says only for each topic who may respond.',
  });
}

/** Associate ids of the members of a topic who may respond there. */
async function getResponders(client: SuperOfficeClient, topicId: number): Promise<ReadonlySet<number>> {
  const members = await getChatTopicMembers(client, topicId);
  return new Set(
    members
      .filter(({ CanRespond }) => CanRespond === true)
      .flatMap(({ User }) => keyIn(recordOf(User), 'AssociateId') ?? []),
  );
}

import type { QueryResolvers } from '../../generated/resolvers.js';
import { getCurrentAssociate } from '../../superoffice/resources/associate.js';
import { getChatUsers } from '../../superoffice/resources/mdo-list.js';
import { keyOf } from '../schema/property-readers.js';
import { parseId } from './arguments.js';
import { carrierType } from './carrier-type.js';
import { entriesOf } from './entries.js';
import { fieldProperties } from './FieldProperty.js';
import { recordById, reference, relation, resolveReference } from './relations.js';

export const User = carrierType('User', {
  __resolveReference: resolveReference('user'),
  person: relation('person', 'PersonId'),
  extraFields: ({ ExtraFields }, { names }) => entriesOf(ExtraFields, names),
  customFields: ({ CustomFields }, { names }) => entriesOf(CustomFields, names),
  fieldProperties,
});

export const queries = {
  user: recordById('user'),

  async me(_root, _args, { client, loaders }) {
    const associate = await getCurrentAssociate(client);
    if (associate === null) {
      return null;
    }
    loaders.prime('user', associate);
    return associate;
  },

  async transferTargets(_root, { onlyPresent, topic }, context, info) {
    const items = await getChatUsers(context.client, {
      onlyPresent: onlyPresent ?? true,
      topicId: topic == null ? undefined : parseId(topic),
    });
    const ids = items.flatMap(({ Id, Deleted }) => (Deleted === true ? [] : (keyOf(Id) ?? [])));
    const users = await Promise.all(ids.map((id) => reference('user', id, context, info)));
    return users.filter((user) => user !== null);
  },
} satisfies QueryResolvers;

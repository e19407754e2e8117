import type { QueryResolvers } from '../../generated/resolvers.js';
import { carrierType } from './carrier-type.js';
import { fieldProperties } from './FieldProperty.js';
import { keyOnly, recordById, relation, resolveReference } from './relations.js';

export const Project = carrierType('Project', {
  __resolveReference: resolveReference('project'),
  associate: relation('user', 'AssociateId'),
  projectStatus: keyOnly('StatusId', 'Id'),
  projectType: keyOnly('TypeId', 'Id'),
  fieldProperties,
});

export const queries = { project: recordById('project') } satisfies QueryResolvers;

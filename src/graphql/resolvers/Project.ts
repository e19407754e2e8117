import type { QueryResolvers } from '../../generated/resolvers.js';
import { inUtc } from '../../superoffice/dates.js';
import { carrierType } from './carrier-type.js';
import { fieldProperties } from './FieldProperty.js';
import { recordById, relation, resolveReference } from './relations.js';

export const Project = carrierType('Project', {
  __resolveReference: resolveReference('project'),
  associate: relation('user', 'AssociateId'),
  projectStatus: relation('projectStatus', 'StatusId'),
  projectType: relation('projectType', 'TypeId'),
  updated: ({ Updated }) => inUtc(Updated) ?? null,
  fieldProperties,
});

export const queries = { project: recordById('project') } satisfies QueryResolvers;

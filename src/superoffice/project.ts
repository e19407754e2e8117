import type { ProjectCarrier } from './carriers.js';
import { type FetchMany, fetchBatch } from './records.js';

/** POST Agents/Project/GetProjectList. */
export const getProjectList: FetchMany<ProjectCarrier> = (client, ids) =>
  fetchBatch(client, ids, 'ProjectId', (part) => ({
    effect: 'read',
    method: 'POST',
    route: 'Agents/Project/GetProjectList',
    body: part,
  }));

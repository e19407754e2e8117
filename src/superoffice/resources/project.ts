import type { ProjectCarrier } from '../carriers.js';
import { batchRead } from '../fetch-many.js';

/** POST Agents/Project/GetProjectList. */
export const getProjectList = batchRead<ProjectCarrier>('Agents/Project/GetProjectList', 'ProjectId');

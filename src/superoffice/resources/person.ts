import type { PersonCarrier } from '../carriers.js';
import { batchRead } from '../fetch-many.js';

/** POST Agents/Person/GetPersonList. */
export const getPersonList = batchRead<PersonCarrier>('Agents/Person/GetPersonList', 'PersonId');

import type { PersonCarrier } from '../carriers.js';
import { batchRead } from '../records.js';

/** POST Agents/Person/GetPersonList. */
export const getPersonList = batchRead<PersonCarrier>('Agents/Person/GetPersonList', 'PersonId');

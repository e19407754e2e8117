import type { ContactCarrier } from '../carriers.js';
import { batchRead } from '../fetch-many.js';

/** POST Agents/Contact/GetContactList. */
export const getContactList = batchRead<ContactCarrier>('Agents/Contact/GetContactList', 'ContactId');

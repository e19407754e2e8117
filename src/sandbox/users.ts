import { type Route, route } from './route.js';

export function userRoutes(): readonly Route[] {
  return [route('GET', 'User/currentAssociate', ({ caller }) => ({ carrier: 'Associate', value: caller }))];
}

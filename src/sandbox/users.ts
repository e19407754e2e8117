import type { AssociateRecord } from './data/records.js';
import { type Route, route } from './http/route.js';
import type { Tenant } from './tenant.js';

export function userRoutes(tenant: Tenant): readonly Route[] {
  return [
    route('GET', 'User/currentAssociate', ({ caller }) => ({ carrier: 'Associate', value: caller })),
    route('GET', 'User/currentPrincipal', ({ caller }) => ({
      carrier: 'SoPrincipalCarrier',
      value: principalOf(tenant, caller),
    })),
  ];
}

/** Who the caller is, and what they may do: with the names of the associate, and without lists of rights. */
function principalOf(tenant: Tenant, caller: AssociateRecord): Readonly<Record<string, unknown>> {
  const { AssociateId, Name, PersonId, GroupIdx, EjUserId, FullName, UserName, Type } = caller;
  const person = tenant.persons.get(PersonId);
  return {
    UserType: Type,
    Associate: Name,
    AssociateId,
    IsPerson: PersonId > 0,
    PersonId,
    CountryId: person?.CountryId ?? 0,
    HomeCountryId: 0,
    ContactId: person?.ContactId ?? 0,
    GroupId: GroupIdx,
    BusinessId: 0,
    CategoryId: 0,
    ContactOwner: 0,
    RoleId: 1,
    RoleName: 'User level 0',
    RoleDescription: '',
    RoleType: Type === 'SystemAssociate' ? 'System' : 'Employee',
    Licenses: [],
    FullName,
    EMailAddress: person?.Email ?? '',
    FunctionRights: [],
    EjUserId,
    EjAccessLevel: 0,
    EjUserStatus: EjUserId > 0 ? 'StatusNormal' : 'StatusNone',
    ProvidedCredentials: [],
    SecondaryGroups: [],
    // Documented for tenants that are not online.
    DatabaseContextIdentifier: 'Default',
    UserName,
  };
}

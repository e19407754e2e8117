const BATCHES = {
  associate: { path: 'Agents/Associate/GetAssociateList', key: 'AssociateId' },
  contact: { path: 'Agents/Contact/GetContactList', key: 'ContactId' },
  country: { path: 'Agents/List/GetCountryList', key: 'CountryId' },
  person: { path: 'Agents/Person/GetPersonList', key: 'PersonId' },
};

/** The REST calls with one caller's rights. `call(method, path, authorization, body)` gives an answer's JSON. */
export function createRest(call, authorization) {
  return {
    transfer: (id, toAssociate) =>
      call('POST', `ChatSession/${id}/TransferTo/${encodeURIComponent(toAssociate)}`, authorization),
    getSessions: () => call('GET', 'ChatSession/ForCurrentUser', authorization),
    /** The records of a kind, in the order of their ids. */
    async getBatch(kind, ids) {
      const { path, key } = BATCHES[kind];
      const records = await call('POST', path, authorization, JSON.stringify(ids));
      const byId = new Map(records.map((record) => [record[key], record]));
      return ids.map((id) => byId.get(id) ?? null);
    },
  };
}

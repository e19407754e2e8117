/** The ids of the seed page's sample request and answer, which the README and the explorer use too. */
export const EXAMPLE = {
  chatSessionId: 549,
  topicId: 819,
  /** `tje0`. */
  associateId: 5,
  personId: 65,
  projectId: 4,
  saleId: 21,
  ticketId: 11,
} as const;

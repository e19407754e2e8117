import type { ChatTopicMember } from '../data/chat-topics.js';
import type { AssociateRecord } from '../data/records.js';
import type { Tenant } from '../tenant.js';

/** What somebody is on a topic; undefined where they are not on its list. */
export function membershipOf(
  tenant: Tenant,
  topicId: number,
  { AssociateId }: AssociateRecord,
): ChatTopicMember | undefined {
  return tenant.chatTopics.get(topicId)?.members.find(({ associateId }) => associateId === AssociateId);
}

/** A member may be on the list and yet have no right at all. */
export function mayDoAnything({ canListen, canRespond, canManage, canNotify }: ChatTopicMember): boolean {
  return canListen || canRespond || canManage || canNotify;
}

import type { ChatTopicMember } from '../data/chat-topics.js';
import type { AssociateRecord } from '../data/records.js';
import type { Tenant } from '../tenant.js';

/** Somebody's membership of a topic; undefined if they are not on its list. */
export function membershipOf(
  tenant: Tenant,
  topicId: number,
  { AssociateId }: AssociateRecord,
): ChatTopicMember | undefined {
  return tenant.chatTopics.get(topicId)?.members.find(({ associateId }) => associateId === AssociateId);
}

/** A member on the list may have no right at all. */
export function mayDoAnything({ canListen, canRespond, canManage, canNotify }: ChatTopicMember): boolean {
  return canListen || canRespond || canManage || canNotify;
}

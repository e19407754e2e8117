import { EXAMPLE } from './example.js';

/** Somebody who works on a topic, and as what. */
export interface ChatTopicMember {
  readonly associateId: number;
  readonly canListen: boolean;
  readonly canRespond: boolean;
  readonly canManage: boolean;
  readonly canNotify: boolean;
}

export interface ChatTopicRecord {
  readonly id: number;
  readonly name: string;
  readonly members: readonly ChatTopicMember[];
}

export function createChatTopics(): readonly ChatTopicRecord[] {
  return [
    {
      id: EXAMPLE.topicId,
      name: 'Customer support',
      members: [
        member(2, 'listen', 'respond', 'manage', 'notify'),
        member(3, 'listen', 'respond', 'notify'),
        member(4, 'listen', 'respond'),
        member(EXAMPLE.associateId, 'listen', 'respond', 'notify'),
        member(7, 'respond'),
        member(8, 'listen', 'respond'),
        // Has been taken off everything, and is still on the list.
        member(10),
        member(16, 'notify'),
      ],
    },
    {
      id: 820,
      name: 'Sales',
      members: [
        member(3, 'listen', 'respond'),
        member(4, 'listen', 'respond', 'notify'),
        member(6, 'listen', 'respond', 'manage'),
        member(10, 'listen', 'respond', 'notify'),
        member(12, 'respond'),
      ],
    },
    {
      id: 823,
      name: 'Norsk kundeservice',
      members: [
        member(2, 'listen', 'manage'),
        member(EXAMPLE.associateId, 'listen', 'respond'),
        member(7, 'listen', 'respond', 'manage', 'notify'),
        member(11, 'listen', 'respond'),
      ],
    },
  ];
}

function member(
  associateId: number,
  ...rights: readonly ('listen' | 'respond' | 'manage' | 'notify')[]
): ChatTopicMember {
  return {
    associateId,
    canListen: rights.includes('listen'),
    canRespond: rights.includes('respond'),
    canManage: rights.includes('manage'),
    canNotify: rights.includes('notify'),
  };
}

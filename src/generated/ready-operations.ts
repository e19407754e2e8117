import type { OperationGroup } from '../http/explorer/settings.js';

export const READY_OPERATIONS: readonly OperationGroup[] = [
  {
    "title": "Transfer a chat session",
    "isSandboxOnly": false,
    "operations": [
      {
        "name": "Transfer",
        "kind": "mutation",
        "document": "mutation Transfer($id: ID!, $toAssociate: String!) {\n  transferChatSession(id: $id, toAssociate: $toAssociate) {\n    id\n    status\n    user { id fullName }\n    transferTo { id fullName }\n    person { fullName email }\n    contact { name }\n    project { name }\n    sale { title }\n    ticket { title }\n  }\n}\n",
        "variables": {
          "id": "549",
          "toAssociate": "3"
        },
        "agent": "tje0",
        "text": ""
      }
    ]
  },
  {
    "title": "List sessions and associates",
    "isSandboxOnly": false,
    "operations": [
      {
        "name": "Desk",
        "kind": "query",
        "document": "query Desk {\n  me { id fullName }\n  transferTargets { id fullName chatPresence { ongoingChats } }\n  chatSessionsForCurrentUser {\n    id\n    part\n    status\n    lastMessage\n    whenRequested\n    user { id }\n    transferTo { id }\n    person { fullName contact { name country { name } } }\n    ticket { id title ownedBy { fullName } }\n  }\n}\n",
        "variables": {},
        "agent": "tje0",
        "text": "You, the associates you can transfer a session to, and your sessions and those that wait."
      }
    ]
  },
  {
    "title": "Subscribe to changes",
    "isSandboxOnly": false,
    "operations": [
      {
        "name": "WatchDesk",
        "kind": "subscription",
        "document": "subscription WatchDesk {\n  chatSessionUpdates(parts: [MINE, OFFERED, QUEUED]) {\n    isSnapshot\n    sessions { id part status lastMessage user { id fullName } transferTo { id } }\n    goneIds\n    staleSince\n  }\n}\n",
        "variables": {},
        "agent": "tje0",
        "text": "All sessions of a desk, and then what changes."
      }
    ]
  },
  {
    "title": "Arrive",
    "isSandboxOnly": true,
    "operations": [
      {
        "name": "Arrive",
        "kind": "query",
        "document": "query Arrive {\n  me { id fullName chatPresence { userId present } }\n  chatTopicsForCurrentUser { id name isOpen }\n}\n",
        "variables": {},
        "agent": "tje0",
        "text": ""
      },
      {
        "name": "BePresent",
        "kind": "mutation",
        "document": "mutation BePresent {\n  setChatPresence(presences: [{ userId: 12, present: true }]) {\n    chatPresence { id displayName present ongoingChats }\n  }\n}\n",
        "variables": {},
        "agent": "tje0",
        "text": "Colleagues can transfer sessions to associates who are present. Presence has ids of its own: pass the `userId` that `me` returned."
      }
    ]
  },
  {
    "title": "See the queue, and pick up",
    "isSandboxOnly": true,
    "operations": [
      {
        "name": "Board",
        "kind": "query",
        "document": "query Board {\n  chatSessionsForCurrentUser(parts: [OFFERED, MINE, QUEUED]) {\n    id\n    part\n    status\n    whenRequested\n    firstMessage\n    person { fullName contact { name } }\n  }\n}\n",
        "variables": {},
        "agent": "tje0",
        "text": "One call reads all current sessions of your topics, including the records nested in them. `part` says what a session is to you: `MINE`, `OFFERED`, `QUEUED`, `OTHERS`, `BEFORE_QUEUE` or `ENDED`. The arguments `parts` and `topics` filter the list. Poll it every few seconds."
      },
      {
        "name": "PickUp",
        "kind": "mutation",
        "document": "mutation PickUp {\n  pickUpChatSession(id: 505) {\n    id\n    status\n    user { fullName }\n    messages { author message specialType }\n  }\n}\n",
        "variables": {},
        "agent": "tje0",
        "text": "Session 505 is waiting. `pickUpChatSession` returns null if somebody else was faster."
      }
    ]
  },
  {
    "title": "Write and read",
    "isSandboxOnly": true,
    "operations": [
      {
        "name": "Write",
        "kind": "mutation",
        "document": "mutation Write($key: String) {\n  addChatMessage(\n    id: 505\n    message: { message: \"Hello again! I have case 31295 open in front of me.\" }\n    idempotencyKey: $key\n  ) {\n    id\n    whenPosted\n    session { status lastMessage }\n  }\n}\n",
        "variables": {},
        "agent": "tje0",
        "text": "Message texts are what people typed, and may contain HTML. The server does not change them: sanitise them before you show them."
      },
      {
        "name": "PlayTheVisitor",
        "kind": "mutation",
        "document": "mutation PlayTheVisitor {\n  addChatMessage(id: 505, message: { message: \"The reader still beeps twice.\", type: TO_USER, author: \"박서연\" }) {\n    id\n  }\n}\n",
        "variables": {},
        "agent": "tje0",
        "text": "The visitor answers in the chat widget of the web page. In the sandbox tenant you can play the visitor."
      },
      {
        "name": "Read",
        "kind": "query",
        "document": "query Read {\n  chatSession(id: 505) {\n    status\n    messages(after: 9231) { id type author message whenPosted }\n    person {\n      fullName\n      chatSessions(first: 5) { edges { node { id status whenRequested } } pageInfo { hasNextPage endCursor } }\n      tickets(first: 5) { edges { node { id title ticketStatus { name } } } }\n    }\n  }\n}\n",
        "variables": {},
        "agent": "tje0",
        "text": "Then ask for the messages after the last one you know, and for the customer's history when you need it."
      }
    ]
  },
  {
    "title": "Hand over",
    "isSandboxOnly": true,
    "operations": [
      {
        "name": "Targets",
        "kind": "query",
        "document": "query Targets {\n  transferTargets(topic: 819, canRespond: true) { id fullName chatPresence { ongoingChats } }\n}\n",
        "variables": {},
        "agent": "tje0",
        "text": "`transferTargets` lists the associates you can transfer a session to. Pass the `id` of one as `toAssociate`. `canRespond` leaves out members who may only listen, and `chatPresence` says how busy each associate is."
      },
      {
        "name": "HandOver",
        "kind": "mutation",
        "document": "mutation HandOver {\n  transferChatSession(id: 505, toAssociate: \"3\") {\n    part\n    transferTo { id fullName }\n  }\n}\n",
        "variables": {},
        "agent": "tje0",
        "text": ""
      },
      {
        "name": "Refuse",
        "kind": "mutation",
        "document": "mutation Refuse {\n  rejectChatSessionTransfer(id: 505) {\n    user { id }\n    transferTo { id }\n    messages { specialType }\n  }\n}\n",
        "variables": {},
        "agent": "bo",
        "text": "The session stays `MINE` until the other associate accepts it. As bo, who has no time."
      },
      {
        "name": "HandOverAgain",
        "kind": "mutation",
        "document": "mutation HandOverAgain {\n  transferChatSession(id: 505, toAssociate: \"3\") {\n    transferTo { id }\n  }\n}\n",
        "variables": {},
        "agent": "tje0",
        "text": "As tje0, once more."
      },
      {
        "name": "Accept",
        "kind": "mutation",
        "document": "mutation Accept {\n  acceptChatSessionTransfer(id: 505) {\n    part\n    user { id fullName }\n    transferTo { id }\n  }\n}\n",
        "variables": {},
        "agent": "bo",
        "text": "As bo, who accepts this time and becomes the owner."
      }
    ]
  },
  {
    "title": "Finish",
    "isSandboxOnly": true,
    "operations": [
      {
        "name": "Link",
        "kind": "mutation",
        "document": "mutation Link {\n  updateChatSession(id: 505, input: { ticket: 11, customerName: \"Seo-yeon Park\" }) {\n    customerName\n    ticket { id title }\n  }\n}\n",
        "variables": {},
        "agent": "bo",
        "text": "You can link the session to what it was about. A field that you leave out stays as it is, and null removes the link."
      },
      {
        "name": "PutBack",
        "kind": "mutation",
        "document": "mutation PutBack {\n  resetChatSession(id: 505) { status user { id } }\n}\n",
        "variables": {},
        "agent": "bo",
        "text": "If nobody can go on with a session, put it back into the queue for the next free associate."
      },
      {
        "name": "PickUpAgain",
        "kind": "mutation",
        "document": "mutation PickUpAgain {\n  pickUpChatSession(id: 505) { status user { id } }\n}\n",
        "variables": {},
        "agent": "bo",
        "text": ""
      },
      {
        "name": "Close",
        "kind": "mutation",
        "document": "mutation Close {\n  updateChatSession(id: 505, input: { status: CLOSED }) { status whenEnded }\n}\n",
        "variables": {},
        "agent": "bo",
        "text": ""
      },
      {
        "name": "KeepForTheFile",
        "kind": "query",
        "document": "query KeepForTheFile {\n  chatSession(id: 505) { status transcript(format: TEXT) }\n}\n",
        "variables": {},
        "agent": "bo",
        "text": ""
      }
    ]
  },
  {
    "title": "Find sessions again",
    "isSandboxOnly": true,
    "operations": [
      {
        "name": "FindClosed",
        "kind": "query",
        "document": "query FindClosed($after: String) {\n  chatSessions(\n    filter: { topic: 819, status: [FINISHED, CLOSED], requestedFrom: \"2026-01-01T00:00:00.000Z\" }\n    first: 10\n    after: $after\n  ) {\n    edges { node { id status whenRequested lastMessage person { fullName } } }\n    pageInfo { hasNextPage endCursor }\n  }\n}\n",
        "variables": {},
        "agent": "bo",
        "text": ""
      }
    ]
  }
];
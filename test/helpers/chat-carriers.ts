export const SESSION = { ChatSessionId: 549, Status: 'UserLast', User: { AssociateId: 5 }, SessionKey: 'secret-key' };

export const MEMBER = {
  TopicId: 3,
  User: { AssociateId: 7, UserName: 'bo@example.com' },
  CanListen: true,
  CanRespond: true,
  CanManage: false,
  CanNotify: false,
};

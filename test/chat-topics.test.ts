import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';

const pair = useFacade();
const { ask } = pair;
const superOffice = () => pair.superOffice;

const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

describe('a chat topic', () => {
  const TOPIC = {
    ChatTopicId: 3,
    Name: 'Support',
    Description: 'All of it',
    WelcomeMessage: '<b>Hi</b>',
    Language: { Id: 2, Value: 'Norsk', Tooltip: 'no' },
    LastAccept: '0001-01-01T00:00:00Z',
    SecondsPrAccept: 90,
    AlertRecipient: 'boss@example.com',
    AlertTemplate: { ReplyTemplateId: 5, Name: 'Alert', Description: '', FolderId: 1 },
    CollectConsent: true,
    BadgeHeader: 'Chat',
    CustomQueueTextEnabled: false,
    CustomQueueText: '',
    WarnNewChatMinutes: 1,
    WarnManagerNewChatMinutes: 2,
    TicketEnabled: true,
    TicketCategory: { Id: 31, Value: 'Cases' },
    TicketPriority: { Id: 41, Value: 'High', Tooltip: '' },
    OpeningHoursEnabled: true,
    OpeningHours: {
      TzLocation: {
        TZLocationID: 261,
        Name: 'Oslo',
        TZLocationCode: 'NO',
        TimeZoneDSTRules: { 2026: { StartDay: 29, StartMonth: 3, TZOffset: -120 } },
      },
      MonEnabled: true,
      MonStart: '08:00:00',
      MonStop: '16:00:00',
      SunEnabled: false,
      UseLunchHours: true,
      LunchStart: '11:30:00',
    },
    Widget: {
      Size: 'Large',
      Theme: 'Modern',
      RequiredFields: 'Email, Name',
      OfflineFields: 'None',
      AutoFaqCategory: { KbCategoryId: 6, Name: 'FAQ' },
      LogoBlobId: 0,
    },
    BotEnabled: true,
    BotSettings: { BotName: 'Robo', BotRegisterScriptId: 7 },
    OfflineCollectConsent: false,
    UseQueueOfflineForm: true,
    OfflineFormTimeLimit: 3,
    OfflineFormQueueLength: 4,
    WidgetEnableRating: true,
    WidgetRatingText: 'Stars',
    TableRight: { Mask: 'FULL', Reason: '' },
    FieldProperties: { Name: { FieldRight: { Mask: 'Update' }, FieldType: 'System.String', FieldLength: 40 } },
  };

  it('is read whole by one call', async () => {
    superOffice().on('GET ChatTopic/3', TOPIC);

    const answer = await ask(`{ chatTopic(id: 3) {
      id name description welcomeMessage badgeHeader collectConsent lastAccept secondsPrAccept
      language { id value tooltip } alertRecipient alertTemplate { id name }
      customQueueTextEnabled customQueueText warnNewChatMinutes warnManagerNewChatMinutes
      warnChatMessageMinutes ticketEnabled ticketCategory { id } ticketPriority { id value }
      openingHoursEnabled
      openingHours {
        monEnabled monStart monStop tueStart sunEnabled useLunchHours lunchStart lunchStop
        tzLocation { tzLocationID tzLocationCode timeZoneSTDRules { year } timeZoneDSTRules { year startMonth tzOffset } }
      }
      widget { size theme requiredFields offlineFields autoFaqCategory { id name } logoBlobId font }
      botEnabled botSettings { botName botRegisterScriptId botMessageReceivedScriptId }
      offlineCollectConsent useQueueOfflineForm offlineFormTimeLimit offlineFormQueueLength
      widgetEnableRating widgetRatingText tableRight { canUpdate } fieldProperties { name fieldLength }
    } }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatTopic).toEqual({
      id: '3',
      name: 'Support',
      description: 'All of it',
      welcomeMessage: '<b>Hi</b>',
      badgeHeader: 'Chat',
      collectConsent: true,
      lastAccept: null,
      secondsPrAccept: 90,
      language: { id: '2', value: 'Norsk', tooltip: 'no' },
      alertRecipient: 'boss@example.com',
      alertTemplate: { id: '5', name: 'Alert' },
      customQueueTextEnabled: false,
      customQueueText: '',
      warnNewChatMinutes: 1,
      warnManagerNewChatMinutes: 2,
      warnChatMessageMinutes: null,
      ticketEnabled: true,
      ticketCategory: { id: '31' },
      ticketPriority: { id: '41', value: 'High' },
      openingHoursEnabled: true,
      openingHours: {
        monEnabled: true,
        monStart: '08:00:00',
        monStop: '16:00:00',
        tueStart: null,
        sunEnabled: false,
        useLunchHours: true,
        lunchStart: '11:30:00',
        lunchStop: null,
        tzLocation: {
          tzLocationID: 261,
          tzLocationCode: 'NO',
          timeZoneSTDRules: [],
          timeZoneDSTRules: [{ year: '2026', startMonth: 3, tzOffset: -120 }],
        },
      },
      widget: {
        size: 'LARGE',
        theme: 'MODERN',
        requiredFields: ['Email', 'Name'],
        offlineFields: ['None'],
        autoFaqCategory: { id: '6', name: 'FAQ' },
        logoBlobId: 0,
        font: null,
      },
      botEnabled: true,
      botSettings: { botName: 'Robo', botRegisterScriptId: 7, botMessageReceivedScriptId: null },
      offlineCollectConsent: false,
      useQueueOfflineForm: true,
      offlineFormTimeLimit: 3,
      offlineFormQueueLength: 4,
      widgetEnableRating: true,
      widgetRatingText: 'Stars',
      tableRight: { canUpdate: true },
      fieldProperties: [{ name: 'Name', fieldLength: 40 }],
    });
    expect(superOffice().calls()).toEqual(['GET ChatTopic/3']);
  });

  it('has the key of its category, which is nested in it', async () => {
    superOffice().on('GET ChatTopic/3', TOPIC);

    const answer = await ask('{ chatTopic(id: 3) { ticketCategory { id } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ chatTopic: { ticketCategory: { id: '31' } } });
    expect(superOffice().calls()).toEqual(['GET ChatTopic/3']);
  });

  it('reads its category if more than its id is selected', async () => {
    superOffice().on('GET ChatTopic/3', TOPIC);
    superOffice().on('POST Agents/List/GetTicketCategoryList', [
      { TicketCategoryId: 31, Name: 'Cases', Fullname: 'norway/Cases' },
    ]);

    const answer = await ask('{ chatTopic(id: 3) { ticketCategory { name fullname } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ chatTopic: { ticketCategory: { name: 'Cases', fullname: 'norway/Cases' } } });
    expect(superOffice().calls()).toEqual(['GET ChatTopic/3', 'POST Agents/List/GetTicketCategoryList']);
  });

  it('is null, without an error, when it is gone', async () => {
    superOffice().on('GET ChatTopic/4', { Error: true, ErrorType: 'SoNotFoundException' }, 404);

    const answer = await ask('{ chatTopic(id: 4) { name isOpen } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ chatTopic: null });
    expect(superOffice().calls()).toEqual(['GET ChatTopic/4']);
  });

  it.each([true, false])('is open: %s', async (isOpen) => {
    superOffice().on('GET ChatTopic/3', TOPIC);
    superOffice().on('GET ChatTopic/3/IsOpen', isOpen);

    const answer = await ask('{ chatTopic(id: 3) { isOpen } }');

    expect(answer.data).toEqual({ chatTopic: { isOpen } });
    expect(superOffice().calls()).toEqual(['GET ChatTopic/3', 'GET ChatTopic/3/IsOpen']);
  });

  it('has members, each with its user', async () => {
    superOffice().on('GET ChatTopic/3', TOPIC);
    superOffice().on('GET ChatTopic/3/UserAgent', [
      {
        TopicId: 3,
        User: { AssociateId: 7, UserName: 'bo', FullName: 'Bo' },
        CanListen: true,
        CanRespond: false,
        CanManage: true,
        CanNotify: false,
      },
      { TopicId: 0, User: { AssociateId: 0 } },
      null,
      { User: null },
    ]);

    const answer = await ask(`{ chatTopic(id: 3) { members {
      topic { id name } user { id userName fullName } canListen canRespond canManage canNotify
    } } }`);

    expect(answer.errors).toBeUndefined();
    // A member who names no topic is of the one that was asked.
    const nobody = {
      topic: { id: '3', name: 'Support' },
      user: null,
      canListen: null,
      canRespond: null,
      canManage: null,
      canNotify: null,
    };
    expect(answer.data.chatTopic.members).toEqual([
      {
        topic: { id: '3', name: 'Support' },
        user: { id: '7', userName: 'bo', fullName: 'Bo' },
        canListen: true,
        canRespond: false,
        canManage: true,
        canNotify: false,
      },
      nobody,
      nobody,
    ]);
    expect(superOffice().calls()).toEqual(['GET ChatTopic/3', 'GET ChatTopic/3/UserAgent']);
  });

  it('is read once, whether or not it came in the caller’s own list', async () => {
    superOffice().on('GET ChatTopic/ForCurrentUser', [
      { ChatTopicId: 3, Name: 'Support' },
      { ChatTopicId: 4, Name: 'Sales' },
    ]);
    superOffice().on(
      'GET ChatTopic/3/UserAgent',
      range(1, 5).map((id) => ({ TopicId: 3, User: { AssociateId: id } })),
    );
    superOffice().on('GET ChatTopic/4/UserAgent', []);

    const answer = await ask('{ chatTopicsForCurrentUser { id name members { topic { name } } } }');

    expect(answer.errors).toBeUndefined();
    expect(answer.data.chatTopicsForCurrentUser).toEqual([
      { id: '3', name: 'Support', members: Array(5).fill({ topic: { name: 'Support' } }) },
      { id: '4', name: 'Sales', members: [] },
    ]);
    expect(superOffice().calls().sort()).toEqual([
      'GET ChatTopic/3/UserAgent',
      'GET ChatTopic/4/UserAgent',
      'GET ChatTopic/ForCurrentUser',
    ]);
  });

  it('in the caller’s own list: none if SuperOffice has none, UPSTREAM_BAD_RESPONSE if it sends no list', async () => {
    superOffice().on('GET ChatTopic/ForCurrentUser', []);
    const none = await ask('{ chatTopicsForCurrentUser { id } }');
    superOffice().on('GET ChatTopic/ForCurrentUser', { ChatTopicId: 3 });
    const wrong = await ask('{ chatTopicsForCurrentUser { id } __typename }');

    expect(none).toMatchObject({ data: { chatTopicsForCurrentUser: [] } });
    expect(wrong.data).toEqual({ chatTopicsForCurrentUser: null, __typename: 'Query' });
    expect(wrong.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
  });
});

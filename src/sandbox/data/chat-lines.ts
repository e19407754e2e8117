import type { ChatMessageSpecialType } from '../../superoffice/carriers.js';

/** What visitors write first, in which `#` becomes a number. */
export const FIRST_LINES = [
  'Hi! I ordered on Monday, order number #, and it still says “packing”. When does it leave?',
  'Hello, invoice # has the wrong VAT number on it. Can you send a new one?',
  'I can’t log in. My customer number is #.',
  'Is the X# reader in stock again?',
  'hei, har dere åpent på lørdag? gjelder ordre #',
  'Kortleser # blinker rødt hele tiden 😕',
  'Jeg får ikke betalt faktura # med kort. Prøvd tre ganger!',
  'Kan jeg bytte leveringsadresse på ordre #?',
  'Guten Tag, die Lieferung # ist unvollständig angekommen.',
  'Ich möchte den Wartungsvertrag # verlängern. Geht das hier im Chat?',
  'Terminal # zeigt „Fehler 12“. Was bedeutet das?',
  'Hallo, wo finde ich die Rechnung # im Portal?',
  'Bonjour, parlez-vous français ? C’est pour la commande #.',
  '¿Puedo devolver el artículo # sin la caja?',
  'Καλημέρα, η παραγγελία # δεν έχει φτάσει ακόμα.',
  'Γεια σας, πώς ακυρώνω την παραγγελία #;',
  'Добрий день! Чи можна змінити адресу доставки для замовлення #?',
  'Підкажіть, будь ласка, статус замовлення #',
  'مرحبا، متى يصل الطلب رقم #؟',
  'السلام عليكم، أحتاج نسخة من الفاتورة #',
  'שלום, ההזמנה # עדיין לא הגיעה',
  'היי, אפשר לקבל חשבונית על הזמנה #?',
  '你好,订单 # 什么时候发货?',
  '请问 # 号设备保修几年?',
  'こんにちは。注文 # の納期を教えてください。',
  '領収書 # を再発行できますか?',
  '안녕하세요, 주문 # 취소하고 싶어요.',
  '배송 # 언제 도착하나요?',
  'नमस्ते, ऑर्डर # कब तक पहुँचेगा?',
  'क्या चालान # हिंदी में मिल सकता है?',
  'Do you deliver to Jersey? Basket #',
  'Two of the 25 scanners in order # came without chargers.',
  'Who do I talk to about a quote for about # badges?',
  'The app says “session expired” every 5 minutes <b>since yesterday</b> (ticket #?)',
  'Is there an API for door events? We have about # a day & growing.',
  'Hi, it’s me again about case #',
  'Need this today please!!! order #',
] as const;

/** What customers write later. */
export const CUSTOMER_LINES = [
  'ok, thanks',
  'Yes, that’s the one.',
  'It says the same as before.',
  'One moment, I have to look for the box',
  'Ja, det stemmer 👍',
  'Nei, det hjalp ikke dessverre.',
  'Das habe ich schon versucht.',
  'Super, vielen Dank!',
  'Ευχαριστώ πολύ!',
  'Дякую, чекаю.',
  'شكرا جزيلا',
  'תודה רבה!',
  '好的,谢谢',
  'わかりました。ありがとうございます。',
  '네, 감사합니다!',
  'धन्यवाद 🙏',
  'Hello? Are you still there?',
  'Could I talk to somebody in the warehouse?',
  'And how much would that be for 30 of them?',
  'Great, you saved my morning.',
] as const;

/** What agents and bots write. */
export const AGENT_LINES = [
  'Hello, you are talking to customer support. How can I help?',
  'Let me check that for you.',
  'Could you send me the number on the back, please?',
  'It left our warehouse this morning; here is the tracking page: https://track.example.com/',
  'I’ll hand you over to a colleague who knows more about this.',
  'Hei! Jeg ser på saken nå.',
  'Prøv å logge ut og inn igjen, så skal det virke.',
  'Ich schaue kurz nach, einen Moment bitte.',
  'Die neue Rechnung ist unterwegs an Ihre Adresse.',
  'Is there anything else I can help you with?',
  'A new invoice is on its way to you by e-mail.',
  'Please hold the button for <b>ten seconds</b>, then let go.',
  'I have made a request of this, so that we can come back to you tomorrow.',
  'You are number 3 in the queue.',
] as const;

/** A question of an agent and the customer's answer, and what the system may say to it. */
export interface Exchange {
  readonly language: 'en' | 'no' | 'de';
  readonly agent: string;
  readonly customer: string;
  readonly notice?: { readonly type: ChatMessageSpecialType; readonly param: string };
}

export const EXCHANGES: readonly Exchange[] = [
  {
    language: 'en',
    agent: 'Which number is on the packing slip, please?',
    customer: 'It says NV-2207-41, with a small B behind it.',
  },
  {
    language: 'en',
    agent: 'Have you tried another browser? <i>Firefox</i> and <i>Chrome</i> both work here.',
    customer: 'Yes, the same in both. Also on my phone.',
  },
  { language: 'en', agent: 'To which address may I send it?', customer: 'To the one you have, please.' },
  {
    language: 'en',
    agent: 'You need three things: <ul><li>the receipt</li><li>the box</li><li>ten minutes</li></ul>',
    customer: 'I have the receipt here: receipt_march.pdf',
  },
  {
    language: 'en',
    agent: 'The form is behind this link.',
    customer: 'Found it, thank you.',
    notice: { type: 'Url', param: 'https://www.nordvik-systems.example.com/forms/return' },
  },
  {
    language: 'en',
    agent: 'Could you send me the log file of today?',
    customer: 'It says that this kind of file is not allowed.',
    notice: { type: 'IllegalFileType', param: 'reader.log.bat' },
  },
  { language: 'en', agent: 'Shall I book that for next week?', customer: 'Tuesday before noon would be best' },
  { language: 'no', agent: 'Hvilket ordrenummer gjelder det?', customer: 'Det står på toppen av e-posten, 2026-1187' },
  {
    language: 'no',
    agent: 'Kan du holde inne knappen i <b>ti sekunder</b>?',
    customer: 'Gjort. Nå blinker den grønt i stedet.',
  },
  { language: 'no', agent: 'Har du et bilde av feilen?', customer: 'Ja, her: skjermbilde 14.png' },
  { language: 'no', agent: 'Skal jeg sende en ny faktura?', customer: 'Ja takk, til samme adresse.' },
  { language: 'de', agent: 'Welche Nummer steht auf dem Gerät?', customer: 'NV-3310, darunter „Rev. C“.' },
  {
    language: 'de',
    agent: 'Bitte einmal <b>aus- und wieder einschalten</b>, dauert etwa eine Minute.',
    customer: 'Hat leider nichts geändert.',
  },
  { language: 'de', agent: 'Wohin dürfen wir liefern?', customer: 'An die Filiale in Köln, Lindenstraße 88.' },
  { language: 'de', agent: 'Haben Sie ein Foto davon?', customer: 'Hier: Anzeige_Fehler12.jpg' },
];

export const ALIASES = [
  'Guest',
  'Gjest',
  'Gast',
  'visitor',
  'Anna',
  'kim',
  'M.',
  'Επισκέπτης',
  '访客',
  'ゲスト',
] as const;

export const UNKNOWN_COMPANIES = [
  'Corner Bikes',
  'Bakgården Kafé',
  'Atelier Sommer',
  'Kiosk 24',
  'самозайнятий',
] as const;

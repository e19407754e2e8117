import { carrierType } from './carrier-type.js';
import { type Flags, maskNames } from './flags.js';

/** `WidgetRequiredFields`. */
const WIDGET_FIELDS: Flags = new Map([
  ['None', 0],
  ['Email', 1],
  ['Name', 2],
  ['Company', 4],
  ['Phone', 8],
  ['Country', 16],
]);

export const ChatWidgetSettings = carrierType('ChatWidgetSettings', {
  requiredFields: ({ RequiredFields }) => maskNames(RequiredFields, WIDGET_FIELDS),
  offlineFields: ({ OfflineFields }) => maskNames(OfflineFields, WIDGET_FIELDS),
});

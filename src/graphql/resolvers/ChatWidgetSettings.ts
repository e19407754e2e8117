import { carrierType } from './carrier-type.js';
import { maskNames } from './rights.js';

export const ChatWidgetSettings = carrierType('ChatWidgetSettings', {
  requiredFields: ({ RequiredFields }) => maskNames(RequiredFields),
  offlineFields: ({ OfflineFields }) => maskNames(OfflineFields),
});

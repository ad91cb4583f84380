/** The channels an interaction can have, by the names Flex uses in `channelType`; `other` is any channel this product has no face for yet. */
export const CHANNELS = ['voice', 'sms', 'whatsapp', 'messenger', 'web', 'email', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

export const DIRECTIONS = ['inbound', 'outbound'] as const;
export type Direction = (typeof DIRECTIONS)[number];

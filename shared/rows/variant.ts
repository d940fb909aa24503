/** The variant for all channels; any other variant is a channel's id. */
export const ALL_CHANNELS = 'all';

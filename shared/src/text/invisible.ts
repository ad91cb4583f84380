/** What cannot be seen: zero-width and directional characters, soft hyphens, and the signs that only choose how another is drawn: they come with what is copied out of documents. */
const INVISIBLE = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e007f}]/gu;

export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

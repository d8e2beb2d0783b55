/**
 * A line of what is rendered, of which nothing is hidden: signs that move the cursor, turn the direction of writing or show nothing are
 * written as their number, like `\u202e`. Names come from tenants, and readers decide by what they see.
 */
export const visibleText = (text: string): string =>
  text.replaceAll(hidden, (sign) => String.raw`\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

/** Control characters but the tab, and what is invisible or turns the direction; variation of a sign is left. */
const hidden =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

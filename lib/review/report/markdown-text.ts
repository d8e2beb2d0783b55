import { visibleText } from './visible-text';

/**
 * Text of what is rendered, for a comment in a merge request: not longer than a long sentence, on one line. It comes from tenants, who may not
 * write headings, links, mentions or commands into the comment, nor signs by their names, such as `&commat;`.
 */
export const markdownText = (text: string): string =>
  visibleText(shortened(text))
    .replaceAll(/[\\`*_[\]<>#|~!&$%^]/g, String.raw`\$&`)
    .replaceAll('@', '@\u200b')
    // A command of GitLab, such as `/merge`, begins its line.
    .replace(/^\s*\//, String.raw`\/`);

/** The same as code, such as a path. */
export const markdownCode = (text: string): string => `\`${visibleText(shortened(text)).replaceAll('`', "'")}\``;

const shortened = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest)}… (cut off)`);

const longest = 1500;

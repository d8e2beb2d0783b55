import { Token } from 'aws-cdk-lib/core';

/** Most bytes of a parameter that costs nothing. Source: the Systems Manager user guide, "Managing parameter tiers". */
const mostBytes = 4096;

/** A parameter with a file, or a part of it. */
interface SettingPart {
  /** Path of the file, and `/part-<number>` where it is in several. */
  readonly name: string;
  readonly value: string;
}

/**
 * Splits the text of a file at the ends of lines, so that each part fits into a parameter; hosts put it together by the order of the names.
 *
 * @throws Error for what a parameter cannot hold: no text, two opening braces, or a line that is too long
 */
export function settingParts(file: string, text: string): readonly SettingPart[] {
  if (Token.isUnresolved(text)) return [{ name: file, value: text }];
  if (text === '') throw new Error(`${file} is empty, which no parameter may be: write a comment into it`);
  // Systems Manager takes them for the name of another parameter.
  if (text.includes('{{')) throw new Error(`${file} has {{ in it, which no parameter may have`);
  if (Buffer.byteLength(text) <= mostBytes) return [{ name: file, value: text }];
  const parts: string[] = [''];
  for (const line of text.split(/(?<=\n)/)) {
    if (Buffer.byteLength(line) > mostBytes) throw new Error(`${file} has a line of more than ${mostBytes} bytes`);
    const last = parts.length - 1;
    const longer = `${parts[last] ?? ''}${line}`;
    if (Buffer.byteLength(longer) <= mostBytes) parts[last] = longer;
    else parts.push(line);
  }
  return parts.map((value, index) => ({ name: `${file}/part-${String(index + 1).padStart(3, '0')}`, value }));
}

/** Most bytes of one string of a TXT record. Source: RFC 1035, section 3.3.14. */
const stringBytes = 255;

/**
 * Text of a TXT record as zone files have it: in quotes, split into strings that fit, which readers join again without anything
 * between. Bytes that are not printable ASCII are written as `\DDD` (RFC 1035, section 5.1).
 *
 * @example
 * const record = { host: 'commons.example', type: 'TXT', value: textValue('v=spf1 mx -all'), why: 'who may send mail' };
 */
export function textValue(text: string): string {
  const bytes = [...Buffer.from(text, 'utf8')];
  const strings = Array.from({ length: Math.max(1, Math.ceil(bytes.length / stringBytes)) }, (_, index) =>
    bytes
      .slice(index * stringBytes, (index + 1) * stringBytes)
      .map(toZoneText)
      .join(''),
  );
  return strings.map((each) => `"${each}"`).join(' ');
}

function toZoneText(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === '"' || character === '\\') return `\\${character}`;
  return byte >= 0x20 && byte < 0x7f ? character : `\\${String(byte).padStart(3, '0')}`;
}

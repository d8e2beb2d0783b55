/** Decodes the text of a data URL, as in Ignition files; undefined if it is not a data URL. Source: RFC 2397. */
export function decodeDataUrl(url: string): string | undefined {
  const match = /^data:[^,]*?(;base64)?,(.*)$/s.exec(url);
  if (match === null) return undefined;
  const [, base64, body = ''] = match;
  try {
    if (base64 === undefined) return decodeURIComponent(body);
    return new TextDecoder().decode(Uint8Array.from(atob(body), (byte) => byte.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

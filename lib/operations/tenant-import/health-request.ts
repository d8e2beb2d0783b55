/** What a command that asks a process for a page requests of it. */
export interface HealthRequest {
  readonly path: string;
  readonly port: number;
}

/** The page that `curl`, `wget` or the like requests of its own container; undefined for any other command. */
export function healthRequest(words: readonly string[]): HealthRequest | undefined {
  const text = words.join(' ');
  if (!/\b(curl|wget|http|fetch|healthcheck)\b/i.test(text)) return undefined;
  const [, scheme = 'http', port, path] =
    /(?:(https?):\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d{1,5}))?(\/[^\s'"`|;)#]*)?/.exec(text) ?? [];
  const isRequest = /(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])[:/]/.test(text) || text.includes('://');
  if (!isRequest || (port === undefined && path === undefined && !text.includes('://'))) return undefined;
  return { path: path ?? '/', port: port === undefined ? (scheme === 'https' ? 443 : 80) : Number(port) };
}

/** What a command that asks a process for a page requests of it. */
export interface HealthRequest {
  readonly path: string;
  readonly port: number;
}

/** The page that `curl`, `wget` or the like requests of its own container; undefined for any other command. */
export function healthRequest(words: readonly string[]): HealthRequest | undefined {
  const text = words.join(' ');
  if (!/\b(curl|wget|http|fetch|healthcheck)\b/i.test(text)) return undefined;
  const found =
    /(?:(https?):\/\/)?(?<![\w.-])(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d{1,5}))?(\/[^\s'"`|;)#]*)?/.exec(
      text,
    );
  if (found === null) return undefined;
  const [, scheme, port, path] = found;
  if (scheme === undefined && port === undefined && path === undefined) return undefined;
  return { path: path ?? '/', port: port === undefined ? (scheme === 'https' ? 443 : 80) : Number(port) };
}

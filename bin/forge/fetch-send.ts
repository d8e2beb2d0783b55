import type { SendForgeRequest } from '../../lib/operations/forge/forge-request';

/** Milliseconds in which a forge must answer. */
const patience = 30_000;

/** Sends a request to a forge once. A redirection is not followed, since the token would go with it. */
export const fetchSend: SendForgeRequest = async ({ method, url, headers, body }) => {
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, 'user-agent': 'commons-platform' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  } catch (error) {
    return { failed: inWords(error) };
  }
};

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (error.name === 'TimeoutError') return `no answer within ${patience / 1000} seconds`;
  return cause instanceof Error ? cause.message : error.message;
}

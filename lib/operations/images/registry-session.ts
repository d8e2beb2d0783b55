import { z } from 'zod';
import { parseJson } from '../../parse-json';
import type { RegistryCredentials, RegistryResponse, SendRequest } from './registry';

const tokenSchema = z.union([
  z.object({ token: z.string() }).transform(({ token }) => token),
  z.object({ access_token: z.string() }).transform(({ access_token }) => access_token),
]);

const mostRedirections = 5;

/**
 * Requests to one repository of a registry. It gets a token if the registry requires one, and follows redirections. The
 * token is sent to the registry's own host only. Source: distribution/distribution:docs/content/spec/auth/token.md.
 */
export class RegistrySession {
  private authorization: string | undefined;

  constructor(
    private readonly host: string,
    private readonly repository: string,
    private readonly send: SendRequest,
    private readonly credentials: RegistryCredentials,
  ) {}

  /** Sends a request for a path below the repository, with a token if the registry requires one. */
  async request(method: 'GET' | 'HEAD', path: string, accept: string): Promise<RegistryResponse> {
    const url = `${schemeFor(this.host)}://${this.host}/v2/${this.repository}/${path}`;
    const first = await this.follow(method, url, accept);
    if ('failed' in first || first.status !== 401) return first;
    const authorization = await this.authorize(first.headers['www-authenticate'] ?? '');
    if (typeof authorization === 'object') return authorization;
    this.authorization = authorization;
    return this.follow(method, url, accept);
  }

  private async follow(method: 'GET' | 'HEAD', start: string, accept: string): Promise<RegistryResponse> {
    let url = start;
    for (let step = 0; step <= mostRedirections; step += 1) {
      const response = await this.send({ method, url, headers: this.headersFor(url, accept) });
      if ('failed' in response || ![301, 302, 303, 307, 308].includes(response.status)) return response;
      const { location } = response.headers;
      if (location === undefined || !URL.canParse(location, url)) return { failed: 'redirects without an address' };
      const next = new URL(location, url);
      if (!this.letsPass(next)) {
        return { failed: `redirects to ${next.origin}, which is not encrypted` };
      }
      url = next.href;
    }
    return { failed: `redirects more than ${mostRedirections} times` };
  }

  /**
   * Whether a redirection may be followed: to https, or to http if registry and target are both on this computer. So a
   * registry on the internet cannot redirect to an unencrypted address.
   */
  private letsPass({ protocol, host }: URL): boolean {
    return protocol === 'https:' || (schemeFor(host) === 'http' && schemeFor(this.host) === 'http');
  }

  /** Headers for a URL. Other hosts get no token: a redirection to them has its own signature in the URL. */
  private headersFor(url: string, accept: string): Readonly<Record<string, string>> {
    const ours = new URL(url).host === this.host;
    return this.authorization === undefined || !ours ? { accept } : { accept, authorization: this.authorization };
  }

  private async authorize(challenge: string): Promise<string | { readonly failed: string }> {
    const own = this.credentials[this.host];
    const basic = own === undefined ? undefined : `Basic ${own}`;
    if (/^basic /i.test(challenge)) return basic ?? { failed: 'requires a password' };
    const { realm, service } = parseChallenge(challenge);
    if (!/^bearer /i.test(challenge) || realm === undefined || !URL.canParse(realm)) {
      return { failed: 'requires a token, and does not say where to get one' };
    }
    const url = new URL(realm);
    if (!this.letsPass(url)) {
      return { failed: `gets its tokens from ${url.origin}, which is not encrypted` };
    }
    if (service !== undefined) url.searchParams.set('service', service);
    url.searchParams.set('scope', `repository:${this.repository}:pull`);
    const headers = { accept: 'application/json', ...(basic === undefined ? {} : { authorization: basic }) };
    const response = await this.send({ method: 'GET', url: url.href, headers });
    if ('failed' in response) return { failed: `${url.host}, which issues its tokens: ${response.failed}` };
    if (response.status !== 200) return { failed: `${url.host} issues no token: ${response.status}` };
    const token = tokenSchema.safeParse(parseBody(response.body));
    return token.success ? `Bearer ${token.data}` : { failed: `${url.host} sent no token` };
  }
}

/** Scheme for a host. Names below `localhost` are this computer (RFC 6761, 6.3), so HTTP does not leave it. */
const schemeFor = (host: string): 'http' | 'https' => (/(^|\.)localhost(:\d+)?$/.test(host) ? 'http' : 'https');

function parseChallenge(header: string): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries([...header.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, name = '', value]) => [name, value]));
}

/** Parses a body as JSON; undefined if it is not JSON. */
export const parseBody = (body: Buffer): unknown => parseJson(body.toString('utf8'));

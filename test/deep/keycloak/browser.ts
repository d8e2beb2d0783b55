import { createHmac } from 'node:crypto';

/** What a page of Keycloak's asks for. */
export type Page = 'password' | 'one-time password' | 'enrolment' | 'reset' | 'new password' | 'error' | 'other';

/** What came back: a page, or the address that the browser would be sent to. */
export interface Answer {
  readonly status: number;
  readonly page: Page;
  readonly html: string;
  /** Where an application would get the browser back, with a code or an error. */
  readonly sentTo: URL | undefined;
}

const marks: readonly (readonly [Page, string])[] = [
  ['enrolment', 'id="kc-totp-settings-form"'],
  ['one-time password', 'id="kc-otp-login-form"'],
  ['new password', 'id="kc-passwd-update-form"'],
  ['reset', 'id="kc-reset-password-form"'],
  ['password', 'id="kc-form-login"'],
  ['error', 'id="kc-error-message"'],
];

/** A browser as far as logging in needs one: it keeps cookies, follows Keycloak's redirects and fills in forms. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  /** @param server where Keycloak listens, and by which name people know it */
  constructor(private readonly server: { readonly listens: string; readonly knownAs: string }) {}

  async open(address: string): Promise<Answer> {
    return this.ask(new URL(address, this.server.knownAs), undefined, 0);
  }

  /** Sends the first form of a page, with its hidden fields. */
  async submit({ html }: Answer, fields: Readonly<Record<string, string>>): Promise<Answer> {
    const action = /<form[^>]*\saction="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    if (action === undefined) throw new Error(`no form in ${html.slice(0, 2000)}`);
    const body = new URLSearchParams({ ...hiddenFields(html), ...fields });
    return this.ask(new URL(action, this.server.knownAs), body, 0);
  }

  private async ask(url: URL, body: URLSearchParams | undefined, hops: number): Promise<Answer> {
    if (hops > 10) throw new Error(`redirected for ever, last to ${url.href}`);
    if (url.origin !== this.server.knownAs) return { status: 302, page: 'other', html: '', sentTo: url };
    const response = await fetch(`${this.server.listens}${url.pathname}${url.search}`, {
      method: body === undefined ? 'GET' : 'POST',
      body,
      redirect: 'manual',
      headers: {
        ...forwarded(this.server.knownAs),
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0/i.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const location = response.headers.get('location');
    const html = await response.text();
    if (location !== null) return this.ask(new URL(location, url), undefined, hops + 1);
    const page = marks.find(([, mark]) => html.includes(mark))?.[0] ?? 'other';
    return { status: response.status, page, html, sentTo: undefined };
  }
}

/** What a router says of a request that came to it by HTTPS. */
export const forwarded = (knownAs: string): Record<string, string> => ({
  'x-forwarded-proto': 'https',
  'x-forwarded-host': new URL(knownAs).host,
  'x-forwarded-for': '198.51.100.7',
});

function hiddenFields(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => input);
  return Object.fromEntries(
    inputs.flatMap((input) => {
      const name = /\sname="([^"]*)"/.exec(input)?.[1];
      return name === undefined ? [] : [[name, /\svalue="([^"]*)"/.exec(input)?.[1] ?? '']];
    }),
  );
}

/** The secret that a page of enrolment shows. */
export function secretOn({ html }: Answer): string {
  const secret = hiddenFields(html).totpSecret;
  if (secret === undefined) throw new Error('no secret on this page');
  return secret;
}

/** A one-time password (RFC 6238): six digits, SHA-1, half a minute, `steps` of them from now. */
export function oneTimePassword(secret: string, steps = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

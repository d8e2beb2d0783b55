import { createHmac } from 'node:crypto';
import { request, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

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

/** A browser as far as logging in needs one: it keeps cookies of one server, follows its redirects and fills in forms. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  /** @param server where it listens, and by which name people know it */
  constructor(private readonly server: { readonly listens: string; readonly knownAs: string }) {}

  async open(address: string): Promise<Answer> {
    return this.ask(new URL(address, this.server.knownAs), undefined, 0);
  }

  /**
   * Sends the first form of a page, with its hidden fields.
   *
   * @param address where a script of the page would send it, in the place of where the form says
   */
  async submit({ html }: Answer, fields: Readonly<Record<string, string>>, address?: string): Promise<Answer> {
    const action = address ?? /<form[^>]*\saction="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    if (action === undefined) throw new Error(`no form in ${html.slice(0, 2000)}`);
    const body = new URLSearchParams({ ...hiddenFields(html), ...fields });
    return this.ask(new URL(action, this.server.knownAs), body, 0);
  }

  /**
   * Sends a form, and again while its page comes back, as a person does: Keycloak refuses a login, right or wrong, while
   * a thread of its own still counts the last one of that person.
   *
   * @see https://www.keycloak.org/docs/latest/upgrading/#concurrent-login-requests-are-blocked-by-default-when-brute-force-is-enabled
   */
  async submitAgain(asked: Answer, fields: Readonly<Record<string, string>>): Promise<Answer> {
    let answer = await this.submit(asked, fields);
    for (let refusals = 1; refusals < 5 && answer.page === asked.page; refusals++) {
      await pause(1_000);
      answer = await this.submit(answer, fields);
    }
    return answer;
  }

  private async ask(url: URL, body: URLSearchParams | undefined, hops: number): Promise<Answer> {
    if (hops > 10) throw new Error(`redirected for ever, last to ${url.href}`);
    if (url.origin !== this.server.knownAs) return { status: 302, page: 'other', html: '', sentTo: url };
    const response = await asked(new URL(`${url.pathname}${url.search}`, this.server.listens), {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...forwarded(this.server.knownAs),
        ...(body && { origin: this.server.knownAs, 'content-type': 'application/x-www-form-urlencoded' }),
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      body: body?.toString(),
    });
    for (const cookie of response.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0/i.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const { html } = response;
    const { location } = response.headers;
    if (location !== undefined) return this.ask(new URL(location, url), undefined, hops + 1);
    const page = marks.find(([, mark]) => html.includes(mark))?.[0] ?? 'other';
    return { status: response.status, page, html, sentTo: undefined };
  }
}

/** A request with any header: `fetch` puts its own `host` in the place of one that it is given. */
const asked = (
  url: URL,
  {
    body,
    ...options
  }: { readonly method: string; readonly headers: Record<string, string>; readonly body: string | undefined },
) =>
  new Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders; readonly html: string }>(
    (done, failed) => {
      request(url, options, (answer) => {
        text(answer).then((html) => done({ status: answer.statusCode ?? 0, headers: answer.headers, html }), failed);
      })
        .once('error', failed)
        .end(body);
    },
  );

/** What a router says of a request that came to it by HTTPS. */
export const forwarded = (knownAs: string): Record<string, string> => ({
  host: new URL(knownAs).host,
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

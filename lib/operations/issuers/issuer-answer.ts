import { z } from 'zod';
import { parseJson } from '../../parse-json';

/** The answer of an OIDC issuer to the requests that IAM makes. */
export type IssuerAnswer =
  | {
      readonly answers: true;
      /** Ids of the keys that it publishes. */
      readonly keyIds: readonly string[];
      /** Time at which the certificate of its host expires, in milliseconds since the epoch. */
      readonly certificateEnds: number;
    }
  | { readonly answers: false; readonly because: string };

/** Calls OIDC issuers. */
export interface Issuers {
  ask(issuer: string): Promise<IssuerAnswer>;
}

/** Response of a host that has a valid TLS certificate. */
export interface FetchedDocument {
  /** HTTP status. Redirections are not followed, because IAM does not follow them. */
  readonly status: number;
  readonly body: string;
  /** Time at which the certificate expires, in milliseconds since the epoch. */
  readonly certificateEnds: number;
}

/** Fetches an https URL, or returns the reason why that failed. */
export type FetchDocument = (url: string) => Promise<FetchedDocument | { readonly failed: string }>;

const discoverySchema = z.looseObject({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https$/ }) });

const keySetSchema = z.looseObject({
  keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional(), use: z.string().optional() })),
});

/**
 * Types of keys with which IAM can verify tokens. Source: the IAM user guide, "Create an OpenID Connect identity
 * provider".
 */
const keyTypes = ['RSA', 'EC'];

/**
 * Fetches the discovery document and the keys of an issuer, and checks what IAM checks: a publicly trusted certificate,
 * the issuer's own URL in the document, and at least one signing key. Source: OpenID Connect Discovery 1.0, section 4.
 */
export async function issuerAnswer(issuer: string, fetch: FetchDocument): Promise<IssuerAnswer> {
  const discovery = await documentAt(`${issuer}/.well-known/openid-configuration`, discoverySchema, fetch);
  if ('because' in discovery) return { answers: false, because: discovery.because };
  const { issuer: named, jwks_uri: keysUrl } = discovery.document;
  if (named !== issuer) return { answers: false, because: `its discovery document names the issuer ${named}` };
  const keySet = await documentAt(keysUrl, keySetSchema, fetch);
  if ('because' in keySet) return { answers: false, because: keySet.because };
  const signing = keySet.document.keys.filter(({ kty, use = 'sig' }) => keyTypes.includes(kty) && use === 'sig');
  if (signing.length === 0) return { answers: false, because: `${keysUrl} has no signing key (RSA or EC)` };
  return {
    answers: true,
    keyIds: signing.flatMap(({ kid }) => (kid === undefined ? [] : [kid])),
    certificateEnds: Math.min(discovery.certificateEnds, keySet.certificateEnds),
  };
}

async function documentAt<Document>(
  url: string,
  schema: z.ZodType<Document>,
  fetch: FetchDocument,
): Promise<{ readonly document: Document; readonly certificateEnds: number } | { readonly because: string }> {
  const fetched = await fetch(url);
  if ('failed' in fetched) return { because: `${url}: ${fetched.failed}` };
  const { status, body, certificateEnds } = fetched;
  if (status !== 200) return { because: `${url} answers ${status}` };
  const checked = schema.safeParse(parseJson(body));
  if (checked.success) return { document: checked.data, certificateEnds };
  const [issue] = checked.error.issues;
  const field = issue?.path.join('.') ?? '';
  return {
    because: `${url} is not a valid answer of an issuer: ${field === '' ? 'JSON' : field} is missing or wrong`,
  };
}

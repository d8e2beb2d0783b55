import { z } from 'zod';

/** What an issuer says when it is asked as IAM asks it. */
export type IssuerAnswer =
  | {
      readonly answers: true;
      /** Ids of the keys that it publishes. */
      readonly keyIds: readonly string[];
      /** When the certificate of its host ends, in milliseconds since the epoch. */
      readonly certificateEnds: number;
    }
  | { readonly answers: false; readonly because: string };

/** Asks issuers. */
export interface Issuers {
  ask(issuer: string): Promise<IssuerAnswer>;
}

/** A document that was fetched over TLS from a host whose certificate is valid. */
export interface FetchedDocument {
  /** HTTP status; redirections are not followed, and IAM follows none. */
  readonly status: number;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly certificateEnds: number;
}

/** Fetches an https address, or says why that is not possible. */
export type FetchDocument = (url: string) => Promise<FetchedDocument | { readonly failed: string }>;

const discoverySchema = z.looseObject({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https$/ }) });

const keySetSchema = z.looseObject({
  keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional(), use: z.string().optional() })),
});

/** Kinds of keys that IAM verifies tokens with. Source: the IAM user guide, "Create an OpenID Connect identity provider". */
const keyTypes = ['RSA', 'EC'];

/**
 * Asks an issuer for its discovery document and its keys, and checks what IAM would: a certificate that browsers accept,
 * the issuer's own address in the document, and a key that signs. Source: OpenID Connect Discovery 1.0, section 4.
 */
export async function issuerAnswer(issuer: string, fetch: FetchDocument): Promise<IssuerAnswer> {
  const discovery = await documentAt(`${issuer}/.well-known/openid-configuration`, discoverySchema, fetch);
  if ('because' in discovery) return { answers: false, because: discovery.because };
  const { issuer: named, jwks_uri: keysUrl } = discovery.document;
  if (named !== issuer) return { answers: false, because: `its discovery document is that of ${named}` };
  const keySet = await documentAt(keysUrl, keySetSchema, fetch);
  if ('because' in keySet) return { answers: false, because: keySet.because };
  const signing = keySet.document.keys.filter(({ kty, use = 'sig' }) => keyTypes.includes(kty) && use === 'sig');
  if (signing.length === 0) return { answers: false, because: `${keysUrl} has no key that signs (RSA or EC)` };
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
  const checked = schema.safeParse(tryParseJson(body));
  if (checked.success) return { document: checked.data, certificateEnds };
  const [issue] = checked.error.issues;
  const field = issue?.path.join('.') ?? '';
  return { because: `${url} is not what an issuer answers: ${field === '' ? 'JSON' : field} is missing or wrong` };
}

function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

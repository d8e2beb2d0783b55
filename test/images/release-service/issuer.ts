import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A signing key as GitLab has it. */
export interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export function signingKey(id: string): SigningKey {
  return { id, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

type Json = Readonly<Record<string, unknown>>;

const encoded = (part: Json): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** For whom tokens are. */
export const audience = 'https://release.example';

/** What GitLab says of a job of `desktop/files` for a protected tag, with some of it changed. */
export function tagClaims(issuer: string, changes: Json): Json {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: issuer,
    aud: audience,
    sub: 'job',
    iat: now,
    nbf: now - 5,
    exp: now + 300,
    namespace_path: 'desktop',
    project_path: 'desktop/files',
    ref_type: 'tag',
    ref_protected: 'true',
    ...changes,
  };
}

/** A token as GitLab signs it. */
export function signed(key: SigningKey, claims: Json, header: Json = {}): string {
  const input = `${encoded({ alg: 'RS256', typ: 'JWT', kid: key.id, ...header })}.${encoded(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), key.privateKey).toString('base64url')}`;
}

/** A token that nobody signed. */
export const unsigned = (claims: Json): string => `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims)}.`;

/** A token signed with what everybody knows: the public key, taken for a shared secret. */
export function signedWithPublicKey(key: SigningKey, claims: Json): string {
  const input = `${encoded({ alg: 'HS256', typ: 'JWT', kid: key.id })}.${encoded(claims)}`;
  const secret = key.publicKey.export({ type: 'spki', format: 'pem' });
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

/** A GitLab, as far as it hands out its keys. */
export class Issuer {
  /** Keys it hands out from now on; none at all makes it fail. */
  keys: readonly SigningKey[] = [];
  /** How often it was asked. */
  asked = 0;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      if (request.url !== '/oauth/discovery/keys') return void response.writeHead(404).end();
      this.asked += 1;
      if (this.keys.length === 0) return void response.writeHead(500).end();
      const keys = this.keys.map(({ id, publicKey }) => ({
        ...publicKey.export({ format: 'jwk' }),
        kid: id,
        use: 'sig',
        alg: 'RS256',
      }));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
    });
  }

  static async started(): Promise<Issuer> {
    const issuer = new Issuer();
    await new Promise<void>((resolved) => issuer.server.listen(0, '127.0.0.1', resolved));
    return issuer;
  }

  get url(): string {
    const address = this.server.address();
    if (!isAddress(address)) throw new Error('the issuer does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolved) => this.server.close(() => resolved()));
  }
}

const isAddress = (address: unknown): address is AddressInfo =>
  typeof address === 'object' && address !== null && 'port' in address;

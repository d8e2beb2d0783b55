/** A public RSA key as a JSON Web Key (RFC 7517). */
export interface RsaPublicKey {
  readonly kty: 'RSA';
  readonly use: 'sig';
  readonly alg: 'RS256';
  readonly kid: string;
  readonly n: string;
  readonly e: string;
}

/**
 * Greatest size of the code of a CloudFront function. Source: the CloudFront developer guide, "Quotas on functions".
 */
const maxBytes = 10_000;

/**
 * Returns the code of a CloudFront function that is an OpenID Connect issuer for tokens signed with `keys`: it answers
 * the discovery document and the key set itself, so that no request reaches an origin. The runtime has no modules, no
 * file system and few features of newer JavaScript, so the code is plain.
 *
 * Fields and paths are those of `ccoctl`. Source:
 * openshift/cloud-credential-operator:pkg/cmd/provisioning/aws/create_identity_provider.go.
 *
 * @throws Error without keys, or when the code is larger than CloudFront allows
 */
export function issuerFunction(keys: readonly RsaPublicKey[]): string {
  if (keys.length === 0) throw new Error('an issuer without a key would vouch for nothing: give it one at least');
  const code = codeFor(keys);
  if (code.length <= maxBytes) return code;
  const fitting = keys.findIndex((_, index) => codeFor(keys.slice(0, index + 1)).length > maxBytes);
  throw new Error(`${keys.length} keys are too many for a CloudFront function: ${fitting} fit, remove the oldest`);
}

const codeFor = (keys: readonly RsaPublicKey[]): string => `const keys = [
${keys.map((key) => `  ${JSON.stringify(published(key))},`).join('\n')}
];

function handler(event) {
  const issuer = 'https://' + event.context.distributionDomainName;
  const documents = {
    '/.well-known/openid-configuration': {
      issuer: issuer,
      jwks_uri: issuer + '/keys.json',
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      claims_supported: ['aud', 'exp', 'sub', 'iat', 'iss'],
    },
    '/keys.json': { keys: keys },
  };
  const document = documents[event.request.uri];
  return document ? answer(200, 'OK', document) : answer(404, 'Not Found', { error: 'not found' });
}

function answer(statusCode, statusDescription, document) {
  return {
    statusCode: statusCode,
    statusDescription: statusDescription,
    headers: {
      'content-type': { value: 'application/json' },
      'cache-control': { value: 'public, max-age=300' },
    },
    body: JSON.stringify(document),
  };
}
`;

/** Copies each field by name, so that nothing else can ever be published with a key. */
const published = ({ kty, use, alg, kid, n, e }: RsaPublicKey): RsaPublicKey => ({ kty, use, alg, kid, n, e });

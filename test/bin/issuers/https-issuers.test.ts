import 'reflect-metadata';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import { X509CertificateGenerator, SubjectAlternativeNameExtension } from '@peculiar/x509';
import { z } from 'zod';
import { httpsFetch, httpsIssuers } from '../../../bin/issuers/https-issuers';

const day = 86_400_000;
const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

/** A server on this machine with a certificate of its own for `host`, valid from `from` to `to` days from now. */
async function serve(answer: RequestListener, host: string, [from, to]: readonly [number, number]) {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const made = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${host}`,
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() + from * day),
    notAfter: new Date(Date.now() + to * day),
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
  });
  const cert = made.toString('pem');
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const server = createServer(
    { cert, key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n` },
    answer,
  );
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return { issuer: `https://localhost:${port}`, cert };
}

const issuerAt: RequestListener = (request, response) => {
  const issuer = `https://${request.headers.host ?? ''}`;
  const pages: Readonly<Record<string, unknown>> = {
    '/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/keys` },
    '/keys': { keys: [{ kty: 'RSA', kid: 'k' }] },
  };
  response.end(JSON.stringify(pages[request.url ?? '']));
};

test('an issuer with a valid certificate answers, with the day on which that ends', async () => {
  const { issuer, cert } = await serve(issuerAt, 'localhost', [-1, 30]);
  const answer = await httpsIssuers(httpsFetch(cert)).ask(issuer);
  expect(answer).toMatchObject({ answers: true, keyIds: ['k'] });
  const days = answer.answers ? (answer.certificateEnds - Date.now()) / day : 0;
  expect(Math.round(days)).toBe(30);
});

test('a certificate that nobody vouches for is refused', async () => {
  const { issuer } = await serve(issuerAt, 'localhost', [-1, 30]);
  expect(await httpsIssuers().ask(issuer)).toMatchObject({
    answers: false,
    because: expect.stringMatching(
      /openid-configuration: its certificate is not valid: .*\(DEPTH_ZERO_SELF_SIGNED_CERT\)$/,
    ) as unknown,
  });
});

test.each([
  ['that has ended', 'localhost', [-30, -1], /certificate is not valid: .*expired/],
  ['of another host', 'sso.commons.example', [-1, 30], /certificate is not valid: .*ERR_TLS_CERT_ALTNAME_INVALID/],
] as const)('a certificate %s is refused', async (_, host, valid, because) => {
  const { issuer, cert } = await serve(issuerAt, host, valid);
  expect(await httpsIssuers(httpsFetch(cert)).ask(issuer)).toMatchObject({
    because: expect.stringMatching(because) as unknown,
  });
});

test('a redirection is not followed, and an endless answer is cut off', async () => {
  const redirecting = await serve(
    (_, response) => response.writeHead(302, { location: '/' }).end(),
    'localhost',
    [-1, 9],
  );
  expect(await httpsIssuers(httpsFetch(redirecting.cert)).ask(redirecting.issuer)).toMatchObject({
    because: expect.stringMatching(/answers 302$/) as unknown,
  });
  const endless = await serve((_, response) => response.end('x'.repeat(300_000)), 'localhost', [-1, 9]);
  expect(await httpsIssuers(httpsFetch(endless.cert)).ask(endless.issuer)).toMatchObject({
    because: expect.stringMatching(/answers more than 262144 bytes$/) as unknown,
  });
});

test('a port that nobody listens on is said so', async () => {
  expect(await httpsIssuers().ask('https://localhost:9')).toMatchObject({
    because: expect.stringMatching(/not reached \(\w+\)$/) as unknown,
  });
});

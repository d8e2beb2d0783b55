import {
  audience,
  Issuer,
  signed,
  signedWithPublicKey,
  signingKey,
  tagClaims,
  unsigned,
  type SigningKey,
} from '../images/release-service/issuer';
import { RunningService } from '../images/release-service/running-service';

const key = signingKey('first');
const other = signingKey('first');
const path = '/releases/desktop/files/1.2.0/files-1.2.0.tar.xz';

let issuer: Issuer;
let service: RunningService;

beforeAll(async () => {
  issuer = await Issuer.started();
  issuer.keys = [key];
  service = await RunningService.started({
    ISSUER: issuer.url,
    AUDIENCE: audience,
    FILE_NAMES: '{project}-{version}.tar.xz,{project}-{version}.news',
    ALLOWED_NAMESPACES: 'desktop,core/libs',
    ALLOWED_PROJECTS: 'people/tool',
    KEYS_PAUSE_SECONDS: '1',
  });
});
afterAll(async () => {
  await service.stop();
  await issuer.stop();
});

type Claims = Readonly<Record<string, unknown>>;
const now = () => Math.floor(Date.now() / 1000);

/** What GitLab says of a job for a protected tag. */
const claimsOf = (change: Claims = {}): Claims =>
  tagClaims(issuer.url, {
    sub: 'project_path:desktop/files:ref_type:tag:ref:1.2.0',
    jti: 'a',
    ref: '1.2.0',
    job_id: '7',
    pipeline_id: '3',
    user_login: 'maria',
    sha: 'c0ffee',
    ...change,
  });
const tokenOf = (change: Claims = {}, by: SigningKey = key, header: Claims = {}) =>
  signed(by, claimsOf(change), header);
const jwkOf = ({ publicKey }: SigningKey) => publicKey.export({ format: 'jwk' });

/** Takes away a claim: JSON has no undefined. */
const without = (claim: string) => ({ [claim]: undefined });

test.each<[string, () => string, number, RegExp]>([
  ['another key of the same name', () => tokenOf({}, other), 401, /signature/],
  ['a key in its own header', () => tokenOf({}, other, { jwk: jwkOf(other) }), 401, /signature/],
  ['a key that GitLab does not have', () => tokenOf({}, signingKey('unknown')), 401, /none of GitLab’s keys/],
  ['no signature', () => unsigned(claimsOf()), 401, /no token/],
  ['the algorithm none', () => `${unsigned(claimsOf())}AAAA`, 401, /not signed with RS256/],
  ['the public key for a secret', () => signedWithPublicKey(key, claimsOf()), 401, /not signed with RS256/],
  ['claims changed afterwards', () => forged(tokenOf({ ref: '1.1.0' })), 401, /signature/],
  ['an end that has come', () => tokenOf({ exp: now() - 60 }), 401, /expired/],
  ['a beginning still to come', () => tokenOf({ nbf: now() + 120 }), 401, /time has not come/],
  ['an issue date still to come', () => tokenOf({ iat: now() + 120 }), 401, /time has not come/],
  ['an age of four hours', () => tokenOf({ iat: now() - 4 * 3600 }), 401, /expired/],
  ['no end', () => tokenOf(without('exp')), 401, /no exp/],
  ['no issue date', () => tokenOf(without('iat')), 401, /iat/],
  ['another audience', () => tokenOf({ aud: 'https://vault.example' }), 401, /somebody else/],
  ['an audience that begins alike', () => tokenOf({ aud: `${audience}.evil` }), 401, /somebody else/],
  ['two audiences', () => tokenOf({ aud: [audience, 'https://vault.example'] }), 401, /others too/],
  ['another issuer', () => tokenOf({ iss: 'https://gitlab.com' }), 401, /another issuer/],
  ['no project', () => tokenOf(without('project_path')), 401, /no project_path/],
  ['an unprotected tag', () => tokenOf({ ref_protected: 'false' }), 403, /not protected/],
  ['a branch', () => tokenOf({ ref_type: 'branch' }), 403, /only tags/],
  ['another tag', () => tokenOf({ ref: '1.2.1' }), 403, /tag 1.2.1, not for 1.2.0/],
  ['another project', () => tokenOf({ project_path: 'desktop/viewer' }), 403, /of desktop\/viewer/],
  ['a namespace that is not its own', () => tokenOf({ namespace_path: 'core/libs' }), 403, /is not in/],
])('a token with %s publishes nothing', async (_, token, status, reason) => {
  const answer = await service.put(path, token(), 'evil');
  expect(answer.status).toBe(status);
  expect(answer.text).toMatch(reason);
  expect(service.stored()).toEqual({});
});

/** The same signature over other claims. */
const forged = (token: string): string => token.replace(/\.[^.]+\./, `.${unsigned(claimsOf()).split('.')[1] ?? ''}.`);

test.each([
  ['desktopx/files', 'desktopx'],
  ['desktop/sub/files', 'desktop/sub'],
  ['core/files', 'core'],
  ['xcore/libs/files', 'xcore/libs'],
  ['Desktop/files', 'Desktop'],
  ['people/toolx', 'people'],
  ['people/files', 'people'],
])('%s is not on the list, whatever it looks like', async (project, namespace) => {
  const token = tokenOf({ project_path: project, namespace_path: namespace });
  const name = project.split('/').at(-1) ?? '';
  const answer = await service.put(`/releases/${project}/1.2.0/${name}-1.2.0.tar.xz`, token, 'x');
  expect(answer.status).toBe(403);
  expect(answer.text).toContain(`${project} may not publish here`);
});

test('a namespace and a single project on the list publish', async () => {
  const tool = tokenOf({ project_path: 'people/tool', namespace_path: 'people', ref: 'v2.0' });
  const paths = ['/releases/people/tool/v2.0/tool-2.0.tar.xz', '/releases/core/libs/glue/1.2.0/glue-1.2.0.tar.xz'];
  const glue = tokenOf({ project_path: 'core/libs/glue', namespace_path: 'core/libs', aud: [audience] });
  const answers = [await service.put(paths[0] ?? '', tool, 'tool'), await service.put(paths[1] ?? '', glue, 'glue')];
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
});

test('a clock that is ten seconds off does no harm', async () => {
  const token = tokenOf({ iat: now() + 10, nbf: now() + 10, exp: now() - 10 });
  expect(await service.put('/releases/desktop/files/1.2.0/files-1.2.0.news', token, 'news')).toMatchObject({
    status: 201,
  });
});

test('a new key of GitLab is found, an old one is forgotten', async () => {
  const next = signingKey('second');
  issuer.keys = [next];
  await new Promise((resolved) => setTimeout(resolved, 1200));
  const asked = issuer.asked;
  expect(await service.put(path, tokenOf({}, next), 'tarball')).toMatchObject({ status: 201 });
  expect(await service.put(path, tokenOf(), 'tarball')).toMatchObject({ status: 401 });
  expect(await service.put(path, tokenOf({}, next), 'tarball')).toMatchObject({ status: 200 });
  expect(issuer.asked).toBe(asked + 1);
});

test('without GitLab’s keys nothing is published, and it is counted', async () => {
  const alone = await RunningService.started({
    ISSUER: 'http://127.0.0.1:9',
    AUDIENCE: audience,
    FILE_NAMES: '*',
    ALLOWED_NAMESPACES: 'desktop',
  });
  expect(await alone.put(path, tokenOf(), 'tarball')).toMatchObject({ status: 503 });
  const { text } = await alone.send({ path: '/metrics', method: 'GET' });
  expect(text).toContain('release_key_failures_total 1');
  expect(alone.stored()).toEqual({});
  await alone.stop();
});

test('no token gets into the log, and what was refused does with its reason', () => {
  expect(service.output).toContain('"event":"refused","status":403,"project":"desktopx/files"');
  expect(service.output).toContain('"job":"7"');
  expect(service.output).not.toMatch(/eyJ[A-Za-z0-9_-]{10}/);
});

import { connect, type Socket } from 'node:net';
import { audience, Issuer, signed, signingKey, tagClaims } from '../images/release-service/issuer';
import { RunningService, sha256 } from '../images/release-service/running-service';

const key = signingKey('first');
const tarball = 'files-1.2.0.tar.xz';
const path = `/releases/desktop/files/1.2.0/${tarball}`;
const mebibyte = 1024 * 1024;

let issuer: Issuer;
let service: RunningService;

beforeAll(async () => {
  issuer = await Issuer.started();
  issuer.keys = [key];
  service = await RunningService.started({
    ISSUER: issuer.url,
    AUDIENCE: audience,
    ALLOWED_NAMESPACES: 'desktop',
    MAX_SIZE_MIB: '20',
    FILE_NAMES: '{project}-{version}.tar.xz,{project}-{version}.tar.xz.*',
    BODY_GRACE_SECONDS: '1',
    MAX_UPLOADS: '2',
    DOWNLOAD_URL: 'https://download.example/sources',
  });
});
afterAll(async () => {
  await service.stop();
  await issuer.stop();
});

const token = (ref = '1.2.0', project = 'files') =>
  signed(key, tagClaims(issuer.url, { project_path: `desktop/${project}`, ref }));
const pathOf = (version: string, project = 'files') =>
  `/releases/desktop/${project}/${version}/${project}-${version}.tar.xz`;

test('a tarball is kept as it was sent, and the job is told where', async () => {
  const content = Buffer.alloc(mebibyte + 17, 'release');
  const answer = await service.put(path, token(), content);
  expect(answer.status).toBe(201);
  expect(answer.text).toContain(`https://download.example/sources/desktop/files/1.2.0/${tarball}`);
  expect(service.stored()).toEqual({ [`releases/desktop/files/1.2.0/${tarball}`]: content.toString('latin1') });
});

test('a file is never replaced; the same content again is no fault', async () => {
  const before = service.stored();
  const again = Buffer.alloc(mebibyte + 17, 'release');
  const answers = [await service.put(path, token(), 'other'), await service.put(path, token(), again)];
  expect(answers.map(({ status }) => status)).toEqual([409, 200]);
  expect(answers.map(({ text }) => text).join('')).toMatch(/stays: release a new version[^]*before, the same/);
  expect(service.stored()).toEqual(before);
});

test('of ten jobs that publish at once, one does, and no file is of two', async () => {
  const target = pathOf('2.0.0');
  const bodies = Array.from({ length: 10 }, (_, index) => Buffer.alloc(70_000, `job ${index}`));
  const answers = await Promise.all(bodies.map((body) => service.put(target, token('2.0.0'), body)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(statuses.every((status) => [201, 409, 503].includes(status))).toBe(true);
  const kept = service.stored()['releases/desktop/files/2.0.0/files-2.0.0.tar.xz'];
  expect(kept).toBe(bodies[statuses.indexOf(201)]?.toString('latin1'));
});

test.each<[string, string, Record<string, string>, number, RegExp]>([
  ['other content than announced', path, { 'x-checksum-sha256': sha256('y') }, 422, /has the SHA-256 2d7116/],
  ['no digest', path, { 'x-checksum-sha256': '' }, 400, /no digest/],
  ['more bytes than allowed', path, { 'content-length': String(20 * mebibyte + 1) }, 413, /20971520 is the most/],
  ['no length', path, { 'transfer-encoding': 'chunked' }, 411, /no length/],
  ['no token', path, { authorization: 'Basic bWFyaWE6eA==' }, 401, /no token/],
  ['compression on the way', path, { 'content-encoding': 'gzip' }, 415, /as it is/],
  ['another file name', path.replace('files-1', 'evil-1'), {}, 403, /no name for a file/],
  ['a name that goes on', `${path}x`, {}, 403, /no name for a file/],
  ['a name that the dot of a pattern would match', path.replace('.tar', '-tar'), {}, 403, /no name for a file/],
  ['a way up', '/releases/desktop/files/../../etc/passwd', {}, 400, /no plain name/],
  ['a way up that is encoded', '/releases/desktop/files/%2e%2e/passwd', {}, 400, /no plain name/],
  ['an encoded slash', '/releases/desktop%2ffiles/1.2.0/files-1.2.0.tar.xz', {}, 404, /nothing is here/],
  ['two dots in a row', '/releases/desktop/files/1..2/files-1..2.tar.xz', {}, 400, /no plain name/],
  ['a backslash', '/releases/desktop/files/1.2.0/..\\..\\passwd', {}, 400, /no plain name/],
  ['an empty part', '/releases//files/1.2.0/files-1.2.0.tar.xz', {}, 400, /no plain name/],
  ['a hidden file', '/releases/desktop/files/1.2.0/.htaccess', {}, 400, /no plain name/],
  ['a query', `${path}?versionId=1`, {}, 400, /no plain name/],
  ['another host in its path', `http://evil.example${path}`, {}, 404, /nothing is here/],
  ['two slashes first', `/${path}`, {}, 404, /nothing is here/],
  ['no version', '/releases/desktop/files/latest/files-latest.tar.xz', {}, 400, /not a version/],
])('a request with %s is refused', async (_, target, headers, status, reason) => {
  const before = service.stored();
  const length = 'transfer-encoding' in headers ? {} : { 'content-length': '1' };
  const answer = await service.send({
    path: target.replaceAll('1.2.0', '3.0.0'),
    headers: { 'x-checksum-sha256': sha256('x'), authorization: `Bearer ${token('3.0.0')}`, ...length, ...headers },
    body: 'x',
  });
  expect(answer.status).toBe(status);
  expect(answer.text).toMatch(reason);
  expect(service.stored()).toEqual(before);
});

test.each(['GET', 'POST', 'DELETE', 'PATCH'])('%s is not for releases', async (method) => {
  expect(await service.send({ path, method })).toMatchObject({ status: 405 });
});

/** Opens an upload by hand; `text` collects what the service says. */
async function upload(version: string, announced: number, { extra = '', project = 'files' } = {}) {
  const socket: Socket = connect(service.port, '127.0.0.1');
  const heard = { text: '', closed: false };
  socket.on('data', (data) => (heard.text += data.toString()));
  socket.on('close', () => (heard.closed = true));
  await new Promise((resolved, reject) => socket.once('connect', resolved).once('error', reject));
  socket.on('error', () => undefined);
  const lines = [
    `PUT ${pathOf(version, project)} HTTP/1.1`,
    'Host: release.example',
    `Authorization: Bearer ${token(version, project)}`,
    `Content-Length: ${announced}`,
    `X-Checksum-Sha256: ${sha256('x'.repeat(announced))}`,
  ];
  socket.write(`${lines.join('\r\n')}\r\n${extra}\r\n`);
  return { socket, heard };
}

test('an upload that breaks off leaves nothing behind', async () => {
  const before = service.stored();
  const { socket } = await upload('4.0.0', 1000);
  socket.write('x'.repeat(999));
  await service.until(() => Object.keys(service.stored()).some((file) => file.startsWith('.incoming/')));
  socket.destroy();
  await service.until(() => service.output.includes('"version":"4.0.0"'));
  expect(service.output).toContain('the upload broke off');
  expect(service.stored()).toEqual(before);
});

test('an upload that comes in drops is ended long before it is due, and makes place for others', async () => {
  const before = service.stored();
  const announced = 19 * mebibyte;
  const slow = await Promise.all(['maps', 'files'].map((project) => upload('5.0.0', announced, { project })));
  const drip = setInterval(() => slow.forEach(({ socket }) => socket.write('x')), 100);
  try {
    const incoming = () => Object.keys(service.stored()).filter((file) => file.startsWith('.incoming/'));
    await service.until(() => incoming().length === 2);
    const third = await service.put(pathOf('5.1.0', 'sounds'), token('5.1.0', 'sounds'), 'x');
    expect(third).toMatchObject({ status: 503, text: expect.stringContaining('too many uploads at once') as unknown });
    await service.until(() => slow.every(({ heard }) => heard.text.includes('\r\n')));
  } finally {
    clearInterval(drip);
  }
  expect(slow.map(({ heard }) => heard.text.split('\r\n')[0])).toEqual(Array(2).fill('HTTP/1.1 408 Request Timeout'));
  expect(slow.every(({ heard }) => heard.text.includes('too slowly'))).toBe(true);
  await service.until(() => slow.every(({ heard }) => heard.closed));
  expect(service.stored()).toEqual(before);
  expect(await service.put(pathOf('5.1.0'), token('5.1.0'), 'x')).toMatchObject({ status: 201 });
});

test('one project does not take the places of all others', async () => {
  const first = await upload('7.0.0', 1000);
  first.socket.write('x');
  await service.until(() => Object.keys(service.stored()).some((file) => file.startsWith('.incoming/')));
  const [same, other] = [
    await service.put(pathOf('7.1.0'), token('7.1.0'), 'x'),
    await service.put(pathOf('7.1.0', 'maps'), token('7.1.0', 'maps'), 'x'),
  ];
  expect(same).toMatchObject({ status: 503, text: expect.stringContaining('of desktop/files at once') as unknown });
  expect(other).toMatchObject({ status: 201 });
  first.socket.destroy();
  // Its place is free again before the next test: that it broke off is said a moment earlier.
  while (!/^release_uploads 0$/m.test((await service.send({ path: '/metrics', method: 'GET' })).text))
    await new Promise((resolve) => setTimeout(resolve, 20));
});

test('who announces and sends nothing takes no place', async () => {
  const silent = await Promise.all(['files', 'maps'].map((project) => upload('8.0.0', 1000, { project })));
  const answer = await service.put(pathOf('8.1.0'), token('8.1.0'), 'x');
  expect(answer).toMatchObject({ status: 201 });
  await service.until(() => silent.every(({ heard }) => heard.text.includes('nothing of the file came in')));
  for (const { socket } of silent) socket.destroy();
});

test('whoever asks first is told before sending anything', async () => {
  const refused = await upload('1.2.0', 500, { extra: 'Expect: 100-continue\r\n' });
  await service.until(() => refused.heard.closed);
  expect(refused.heard.text).toMatch(/^HTTP\/1.1 409 /);
  const welcome = await upload('6.0.0', 5, { extra: 'Expect: 100-continue\r\n' });
  await service.until(() => welcome.heard.text.startsWith('HTTP/1.1 100 Continue'));
  welcome.socket.write('xxxxx');
  await service.until(() => welcome.heard.text.includes('HTTP/1.1 201 Created'));
  welcome.socket.destroy();
});

test('it says how it is and what it did', async () => {
  expect(await service.send({ path: '/healthz', method: 'GET' })).toEqual({ status: 200, text: 'ok\n' });
  const { text } = await service.send({ path: '/metrics', method: 'GET' });
  expect(text).toMatch(/^release_requests_total\{result="published"\} 6$/m);
  expect(text).toMatch(/^release_requests_total\{result="unchanged"\} 1$/m);
  expect(text).toMatch(/^release_requests_total\{result="stray"\} [1-9]/m);
  expect(text).toMatch(/^release_requests_total\{result="failed"\} 0$/m);
  expect(text).toMatch(/^release_uploads 0$/m);
  expect(service.output).not.toContain('eyJ');
});

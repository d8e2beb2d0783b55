import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordDirectoryAuthority } from '../../../lib/operations/directory-authority';
import { factsFileSchema } from '../../../model/facts';
import { load, problemsOf } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

const folder = mkdtempSync(join(tmpdir(), 'commons-authority-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A certificate that OpenSSL signs with its own key. */
function certificate(subject: string, isAuthority = true): string {
  const file = join(folder, 'ca.crt');
  const extension = isAuthority ? 'basicConstraints=critical,CA:TRUE' : 'basicConstraints=critical,CA:FALSE';
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', join(folder, 'key')];
  // The configuration of this machine would add an extension of its own.
  const config = ['-config', '/dev/null', '-subj', subject, '-addext', extension, '-days', '30'];
  execFileSync('openssl', ['req', '-x509', ...key, ...config, '-out', file], { stdio: 'ignore' });
  return readFileSync(file, 'utf8');
}

const { environment } = load(fullEnvironment);
const own = '/O=INTERNAL.COMMONS.EXAMPLE/CN=Certificate Authority';
const now = Date.now();
const problems = (text: string, at = now) =>
  problemsOf(() => recordDirectoryAuthority(environment, {}, { file: 'ca.crt', text }, at)).map(({ reason }) => reason);

test('the certificate of the directory’s own authority becomes the fact', () => {
  const text = certificate(own);
  const { directoryAuthority } = recordDirectoryAuthority(environment, {}, { file: 'ca.crt', text }, now);
  expect(directoryAuthority).toBe(text);
  expect(factsFileSchema.shape.facts.shape.directoryAuthority.safeParse(text).success).toBe(true);
});

test.each([
  ['nothing', () => '', 'has no certificate'],
  ['two', () => certificate(own) + certificate(own), 'has 2 certificates, and an authority has one'],
  ['one of a server', () => certificate(own, false), 'is of a server, not of an authority'],
  [
    'that of another realm',
    () => certificate('/O=EXAMPLE.ORG/CN=Certificate Authority'),
    'is of O=EXAMPLE.ORG, CN=Certificate Authority, and the realm is INTERNAL.COMMONS.EXAMPLE',
  ],
  [
    'one that cannot be read',
    () => '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    'has a certificate that cannot be read',
  ],
])('%s is refused', (_, text, reason) => {
  expect(problems(text())).toEqual([reason]);
});

test('one that has ended is refused', () => {
  expect(problems(certificate(own), now + 40 * 86_400_000)).toEqual([expect.stringMatching(/^ended on \d{4}-/)]);
});

test('an environment without a directory has none', () => {
  const without = { ...environment, directory: undefined };
  const run = () => recordDirectoryAuthority(without, {}, { file: 'ca.crt', text: '' }, now);
  expect(problemsOf(run).map(({ reason }) => reason)).toEqual(['declares no directory that could have an authority']);
});

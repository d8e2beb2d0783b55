import { configurationFrom } from '../../../images/release-service/src/configuration';

const complete = {
  ISSUER: 'https://gitlab.example',
  AUDIENCE: 'https://release.example',
  ALLOWED_NAMESPACES: 'desktop',
  FILE_NAMES: '{project}-{version}.tar.xz',
  STORE_DIRECTORY: '/tmp',
};
const bucket = { S3_BUCKET: 'releases', S3_PREFIX: 'release', AWS_REGION: 'us-east-1', STORE_DIRECTORY: undefined };

test('what is left out is safe', () => {
  expect(configurationFrom({ ...complete, ...bucket })).toMatchObject({
    port: 8080,
    projects: [],
    maxBytes: 1024 ** 3,
    maxUploads: 16,
    bodyGraceSeconds: 30,
    limits: { headerSeconds: 10, requestSeconds: 10 + 60 + 1024, idleSeconds: 60, maxConnections: 1024 },
    store: { kind: 's3', bucket: 'releases', prefix: 'release', region: 'us-east-1' },
  });
});

test.each<[string, Record<string, string | undefined>, RegExp]>([
  ['an issuer without TLS', { ISSUER: 'http://gitlab.example' }, /^ISSUER: is no https address/],
  ['an issuer with a slash at its end', { ISSUER: 'https://gitlab.example/' }, /^ISSUER: is no https address/],
  ['no audience', { AUDIENCE: undefined }, /^AUDIENCE: /],
  ['nobody on the list', { ALLOWED_NAMESPACES: '' }, /nobody may publish/],
  ['a wildcard on the list', { ALLOWED_NAMESPACES: 'desktop,*' }, /ALLOWED_NAMESPACES \(entry 2\): is no path/],
  ['a slash at the end of a name', { ALLOWED_PROJECTS: 'desktop/' }, /ALLOWED_PROJECTS \(entry 1\): is no path/],
  ['no file names', { FILE_NAMES: '' }, /^FILE_NAMES/],
  ['a file name with a folder', { FILE_NAMES: '{project}/a' }, /FILE_NAMES \(entry 1\): is no pattern/],
  ['a placeholder nobody knows', { FILE_NAMES: '{name}.tar.xz' }, /FILE_NAMES \(entry 1\): is no pattern/],
  ['more than S3 takes at once', { MAX_SIZE_MIB: '5121' }, /^MAX_SIZE_MIB/],
  ['two stores', { ...bucket, STORE_DIRECTORY: '/tmp' }, /nowhere to keep releases/],
  ['half a bucket', { ...bucket, AWS_REGION: undefined }, /nowhere to keep releases/],
])('%s is refused', (_, change, reason) => {
  expect(() => configurationFrom({ ...complete, ...change })).toThrow(reason);
});

test('every fault is named at once', () => {
  expect(() => configurationFrom({})).toThrow(/ISSUER[^]*AUDIENCE[^]*FILE_NAMES/);
});

import { acknowledgedPatterns } from '../../../constructs/identity/wildcard-patterns';

const account = '444455556666';

test.each([
  'arn:aws:s3:::library-tenant-maps/*',
  'arn:aws:s3:::library-backups/maps/tiles/*',
  `arn:aws:secretsmanager:eu-north-1:${account}:secret:library/maps/*`,
  `arn:aws:secretsmanager:eu-north-1:${account}:secret:library/maps/tiles-??????`,
  `arn:aws:kms:eu-north-1:${account}:key/*`,
])('%s is acknowledged: a wildcard at the end of a named path', (resource) => {
  expect(acknowledgedPatterns([resource])).toEqual([resource]);
});

test.each([
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::library-tenant-*/*',
  'arn:aws:s3:::library-tenant-*',
  'arn:aws:s3:::library-backups/maps*',
  'arn:aws:s3:::library-backups/*/tiles/*',
  `arn:aws:secretsmanager:eu-north-1:${account}:secret:*`,
  `arn:aws:secretsmanager:eu-north-1:${account}:secret:library/maps*`,
  `arn:aws:secretsmanager:*:${account}:secret:library/maps/*`,
  `arn:aws:kms:*:${account}:key/*`,
  `arn:aws:iam::${account}:role/*`,
  'kms:*',
])('%s is left to the rules that report it, unless a pattern of its own takes it', (resource) => {
  expect(acknowledgedPatterns([resource])).toEqual([]);
  expect(acknowledgedPatterns([resource], { beyond: [/\*$/] })).toEqual([resource]);
});

test('what has no wildcard needs no word', () => {
  expect(acknowledgedPatterns(['arn:aws:s3:::library-backups'], { beyond: [/./] })).toEqual([]);
});

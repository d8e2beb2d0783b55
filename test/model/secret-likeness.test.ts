import { secretLikeness, textSecret } from '../../model/secret-likeness';

test.each([
  'DB_PASS',
  'DBPASS',
  'MYSQL_PWD',
  'SMTP_AUTH',
  'SALT',
  'ENCRYPTIONKEY',
  'DB_PASSWORD_PROD',
  'SECRET_KEY_BASE',
  'FORGEJO__database__PASSWD',
  'smtpPassword',
  'API_KEY_2',
  'DEPLOY_TOKENS',
  'S3_ACCESS_KEY_ID',
  'MAIL_PW',
  'RELEASE_COOKIE',
  'RABBITMQ_ERLANG_COOKIE',
  'EMQX_NODE__COOKIE',
  'mail.password',
  'mail-auth',
])('%s sounds like a secret, whatever it says', (name) => {
  expect(secretLikeness(name, 'hunter2')).toBe('sounds like a secret');
  expect(secretLikeness(name, '123456')).toBe(
    ['DB_PASSWORD_PROD', 'SECRET_KEY_BASE', 'S3_ACCESS_KEY_ID'].includes(name) ? undefined : 'sounds like a secret',
  );
});

test.each([
  ['PASSWORD_ITERATIONS', '600000'],
  ['MM_PASSWORDSETTINGS_MINIMUMLENGTH', '12'],
  ['MM_PASSWORDSETTINGS_LOWERCASE', 'true'],
  ['FORGEJO__security__PASSWORD_HASH_ALGO', 'argon2'],
  ['VAPID_PUBLIC_KEY', 'BOPBvVw3yQ7Jm9G5d1yAq3hXe2sT8uK4rLzC6nWfPiDgEjHkMlNoQpRsTuVwXyZ0123456789abcdefghijk'],
  ['RECAPTCHA_SITE_KEY', '6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI'],
  ['SESSION_TOKEN_TTL', '30d'],
  ['MAX_TOKENS', '4096'],
  ['REGISTRY_AUTH_HTPASSWD_REALM', 'The Commons'],
  ['REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE', '/certs/root.pem'],
  ['CREATE_SUPERUSER', 'admin@commons.example:$(ADMIN_WORD)'],
  ['RUN_AS_USER', '1000:1000'],
  ['RUN_AS_USER', 'node:node'],
  ['SEARCH_ADMIN', 'https://search.commons.example'],
  ['DB_PASSWORD_FILE', '/run/secrets/database'],
  ['OAUTH_TOKEN_URL', 'https://sso.commons.example/token'],
  ['KEYCLOAK_URL', 'https://sso.commons.example'],
  ['AUTHOR', 'The Commons'],
  ['RATE_BYPASS', 'internal'],
  ['REQUIRE_PASSWORD', 'false'],
  ['REDIS_PASSWORD', ''],
  ['CLIENT', '3f8a2b1c-7d4e-4f6a-9b0c-1d2e3f4a5b6c'],
  ['SITE', '3F8A2B1C-7D4E-4F6A-9B0C-1D2E3F4A5B6C'],
  ['OIDC_CLIENT_ID', '3f8a2b1c7d4e4f6a9b0c1d2e3f4a5b6c'],
  ['matomo.site-id', '3f8a2b1c7d4e4f6a9b0c1d2e3f4a5b6c'],
  ['ARCHIVE_SHA256', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  ['SOURCE_COMMIT', '356a192b7913b04c54574d18c28d46e6395428ab'],
  ['IMAGE', 'quay.io/a/b@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  ['PINNED', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  ['JAVA_OPTIONS', '-Xmx512m -Djava.io.tmpdir=/tmp/Application0123456789'],
  ['DIRECTORY', '/usr/share/Application/Resources2026/Version1234'],
  ['HOMEPAGE', 'https://commons.example:8443/about@us'],
  ['MENU', 'title: The Commons\nkey: Front-Page\nauth: Shibboleth\n'],
])('%s: %j is no secret', (name, value) => {
  expect(secretLikeness(name, value)).toBeUndefined();
});

test.each([
  ['UPSTREAM', 'postgres://app:hunter2@db.commons.example/app', 'looks like an address with a password'],
  ['UPSTREAM', 'redis://:hunter2@cache:6379/0', 'looks like an address with a password'],
  ['SQL_SOURCE', 'app:hunter2@tcp(db:3306)/app', 'looks like an address with a password'],
  ['SQL_SOURCE', 'host=db user=app password=hunter2', 'looks like a connection with a password'],
  ['JDBC', 'jdbc:mysql://db/app?user=app&password=hunter2', 'looks like a connection with a password'],
  ['ADO', 'Server=db;Pwd = hunter2;Encrypt=true', 'looks like a connection with a password'],
  ['ACCOUNTS', '{"user": "app", "password": "hunter2"}', 'looks like a map with a password'],
  ['CREATE_SUPERUSER', 'admin@commons.example:hunter2', 'looks like a name with its password'],
  ['grafana.users', 'admin:hunter2', 'looks like a name with its password'],
  [
    'ADMIN_LOGIN',
    'admin:$2y$05$abcdefghijklmnopqrstuuJ1q4hGm8oCkAdK3nJ1hGJ0mYkq3Yv5e',
    'looks like a hash of a password',
  ],
  ['ACCESS', '$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b', 'looks like a hash of a password'],
  ['BASIC', 'pbkdf2_sha256$600000$salt$hash', 'looks like a hash of a password'],
  ['CONFIGURATION', 'host: db\npassword: hunter2\n', 'has a line with password, which sounds like a secret'],
  ['HEADER', 'Basic YXBwOmh1bnRlcjI=', 'looks like the value of an Authorization header'],
  ['CERTIFICATE', '-----BEGIN EC PRIVATE KEY-----\n…', 'looks like a private key'],
  ['ACCOUNT', 'AKIAIOSFODNN7EXAMPLE', 'looks like an access key of AWS'],
  ['BOT', 'glpat-0123456789abcdefghij', 'looks like a token of GitLab, GitHub, Slack or Stripe'],
  ['SIGNED', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0123.c2lnbmF0dXJl', 'looks like a JSON web token'],
  ['COOKIES', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', 'looks like a random key'],
  ['COOKIES', '3f8a2b1c7d4e4f6a9b0c1d2e3f4a5b6c', 'looks like a random key'],
  ['COOKIES', 'pVv2bNn0Jr7sV1h9KqXc3yTzE5uQ8mWfL4aRgD6oHtI=', 'looks like a random key'],
  ['JOIN_KEY', '3f8a2b1c-7d4e-4f6a-9b0c-1d2e3f4a5b6c', 'sounds like a secret'],
  ['COOKIES', 'kJ8sd7Gh2mNq0PzXc4VbY6tRwLf1eUoA3iSgDh5j', 'looks like a random key'],
])('%s: %j is one by what it looks like', (name, value, said) => {
  expect(secretLikeness(name, value)).toBe(said);
});

test.each([
  ['DB_PASS', '$(DATABASE_PASSWORD)'],
  ['ENABLE_AUTH', '1'],
  ['JWT_TOKEN_AUTH_MODULE', 'token_verification'],
  ['SMTP_AUTH', '$(MAIL_USER):$(MAIL_CODE)'],
  ['UPSTREAM', 'postgres://app:$(DATABASE_PASSWORD)@db/app'],
  ['SQL_SOURCE', 'host=db password=$(DATABASE_PASSWORD) user=app'],
  ['CONFIGURATION', 'host: db\npassword: $(DATABASE_PASSWORD)\n'],
])('%s: %j takes what is secret from elsewhere', (name, value) => {
  expect(secretLikeness(name, value)).toBeUndefined();
});

test('beside a reference to a secret only what looks like one is one', () => {
  const isSecret = (reference: string) => reference === 'BYTES';
  expect(secretLikeness('APP_KEY', 'base64:$(BYTES)', isSecret)).toBeUndefined();
  expect(secretLikeness('APP_KEY', 'base64:$(OTHER)', isSecret)).toBe('sounds like a secret');
  expect(secretLikeness('APP_KEY', 'redis://app:hunter2@cache/$(BYTES)', isSecret)).toBe(
    'looks like an address with a password',
  );
});

test('a reference with something secret beside it is one', () => {
  expect(secretLikeness('DB_PASS', '$(PREFIX)hunter2')).toBe('sounds like a secret');
  expect(secretLikeness('DB_PASS', '$$(DATABASE_PASSWORD)')).toBe('sounds like a secret');
});

describe('the text of a file', () => {
  test.each([
    ['[database]\npassword = hunter2\n', 'has a line with password, which sounds like a secret'],
    ['smtp:\n  - token: "0xdeadbeef"\n', 'has a line with token, which sounds like a secret'],
    ["'secret_key' => 'kJ8sd7Gh'", 'has a line with secret_key, which sounds like a secret'],
    ['salt = Xy7', 'has a line with salt, which sounds like a secret'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE…', 'has what looks like a private key'],
    ['admin:$apr1$abcdefgh$0123456789abcdefghijkl', 'has what looks like a hash of a password'],
    ['dsn = "host=db user=app password=hunter2"', 'has what looks like a connection with a password'],
    ['https://app:hunter2@db.commons.example', 'has what looks like an address with a password'],
    [
      'upstream = "postgres://app:hunter2@db/app"',
      'has a line with upstream, which looks like an address with a password',
    ],
  ])('%j has a secret', (text, said) => {
    expect(textSecret(text)).toBe(said);
  });

  test.each([
    'password = $(DATABASE_PASSWORD)',
    'password: ${DATABASE_PASSWORD}',
    'password: {{ .Env.PASSWORD }}',
    'password = <password>',
    '# password = hunter2',
    'password: null',
    'primary_key: id',
    'auth: ldap',
    'password_min_length = 12',
    '// token = 0xdeadbeef',
    'location /token { proxy_pass http://localhost; }',
    'upstream = "postgres://app:$(DATABASE_PASSWORD)@db/app"',
  ])('%j has none', (text) => {
    expect(textSecret(text)).toBeUndefined();
  });
});

import { discourseSettings, type DiscourseSettingsProps } from '../../../cdk8s/services/discourse/discourse-settings';
import { everyProp } from './discourse-props';

const { administrators, mail, bucket, uploadsHost, issuer } = everyProp;
const props: DiscourseSettingsProps = {
  host: 'forum.example',
  client: 'team-forum',
  administrators,
  mail,
  bucket,
  region: 'us-east-1',
  uploadsHost,
  issuer,
};
const settings = discourseSettings(props);

test('people log in by the community’s single sign-on and nothing else', () => {
  expect(settings).toMatchObject({
    DISCOURSE_OPENID_CONNECT_ENABLED: 'true',
    DISCOURSE_OPENID_CONNECT_DISCOVERY_DOCUMENT: 'https://sso.example/realms/commons/.well-known/openid-configuration',
    DISCOURSE_OPENID_CONNECT_CLIENT_ID: 'team-forum',
    DISCOURSE_OPENID_CONNECT_USE_PKCE: 'true',
  });
});

// Those that a new forum has turned on.
test.each(['LOCAL_LOGINS', 'LOCAL_LOGINS_VIA_EMAIL', 'LOCAL_LOGINS_VIA_CODE', 'PASSKEYS', 'DISCOURSE_ID'])(
  '%s are off, whatever an administrator would like',
  (login) => {
    expect(settings[`DISCOURSE_ENABLE_${login}`]).toBe('false');
  },
);

test('uploads and backups go to the bucket by the role of the pod, each below its own name', () => {
  expect(settings).toMatchObject({
    DISCOURSE_S3_USE_IAM_PROFILE: 'true',
    DISCOURSE_S3_UPLOAD_BUCKET: 'tenant-team/forum/uploads',
    DISCOURSE_S3_BACKUP_BUCKET: 'tenant-team/forum/backups',
    DISCOURSE_BACKUP_LOCATION: 's3',
    DISCOURSE_S3_CDN_URL: 'https://uploads.example',
    DISCOURSE_S3_USE_ACLS: 'false',
  });
  expect(Object.keys(settings).filter((name) => name.includes('ACCESS_KEY'))).toEqual([]);
});

test.each([
  [465, 'true', 'false'],
  [587, 'false', 'true'],
] as const)('mail by port %i: TLS from the first byte %s, STARTTLS %s', (port, implicit, start) => {
  const relay = { host: 'smtp.team.example', port };
  expect(discourseSettings({ ...props, mail: { ...mail, relay } })).toMatchObject({
    DISCOURSE_SMTP_PORT: String(port),
    DISCOURSE_SMTP_DOMAIN: 'team.example',
    DISCOURSE_SMTP_FORCE_TLS: implicit,
    DISCOURSE_SMTP_ENABLE_START_TLS: start,
  });
});

test('without a mailbox nobody is told to answer by mail', () => {
  const silent = discourseSettings({ ...props, mail: { from: mail.from, relay: mail.relay } });
  expect(silent).toMatchObject({
    DISCOURSE_REPLY_BY_EMAIL_ENABLED: 'false',
    DISCOURSE_POP3_POLLING_ENABLED: 'false',
  });
  expect(silent).not.toHaveProperty('DISCOURSE_POP3_POLLING_HOST');
  expect(settings).toMatchObject({
    DISCOURSE_REPLY_BY_EMAIL_ADDRESS: 'forum+%{reply_key}@team.example',
    DISCOURSE_POP3_POLLING_SSL: 'true',
    DISCOURSE_POP3_POLLING_OPENSSL_VERIFY: 'true',
  });
});

test('no setting is empty: Discourse takes an empty one for one that is not there', () => {
  expect(Object.values(discourseSettings({ ...props, administrators: [] }))).not.toContain('');
});

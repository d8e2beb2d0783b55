/** Where Discourse's mail goes and comes from. */
export interface DiscourseMail {
  /** Address that its mail is from. */
  readonly from: string;
  /** Takes its mail for the world; speaks TLS from the first byte on 465, and by STARTTLS on all other ports. */
  readonly relay: { readonly host: string; readonly port: number };
  /** Mailbox of answers; without one, people cannot answer by mail. */
  readonly answers?: {
    readonly host: string;
    readonly port: number;
    /** Address of answers, with `%{reply_key}` where Discourse writes which message is answered. */
    readonly address: string;
  };
}

export interface DiscourseSettingsProps {
  /** Name it is reached by. */
  readonly host: string;
  /** People who are administrators as soon as they have logged in, by address. */
  readonly administrators: readonly string[];
  readonly mail: DiscourseMail;
  /** Its part of a bucket. */
  readonly bucket: { readonly bucketName: string; readonly prefix: string };
  /** AWS region of it. */
  readonly region: string;
  /** Host that serves what is in `uploads/` of that part to the world. */
  readonly uploadsHost: string;
  /** OpenID Connect issuer, a Keycloak realm. */
  readonly issuer: string;
  /** Client id at the issuer. */
  readonly client: string;
}

/**
 * Discourse's settings that are no secret. A variable with the name of a site setting takes its place, hides it from
 * administrators and cannot be changed by them, whatever the database says (discourse/discourse:lib/site_setting_extension.rb);
 * those of plugins too.
 */
export function discourseSettings(props: DiscourseSettingsProps): Record<string, string> {
  return withPrefix({
    hostname: props.host,
    force_https: 'true',
    developer_emails: props.administrators.join(','),
    // Images follow the repository, so nobody has to be told of a new version.
    new_version_emails: 'false',
    load_mini_profiler: 'false',
    // Without nginx in front Discourse has to turn away those who ask too often.
    max_reqs_per_ip_mode: 'block',
    ...loginSettings(props),
    ...mailSettings(props.mail),
    ...storageSettings(props),
  });
}

function loginSettings({ issuer, client }: DiscourseSettingsProps) {
  return {
    openid_connect_enabled: 'true',
    openid_connect_discovery_document: `${issuer}/.well-known/openid-configuration`,
    openid_connect_client_id: client,
    openid_connect_authorize_scope: 'openid email profile',
    openid_connect_use_pkce: 'true',
    openid_connect_rp_initiated_logout: 'true',
    openid_connect_match_by_email: 'true',
    ...Object.fromEntries(otherLogins.map((login) => [login, 'false'])),
  };
}

/** Every other way in that Discourse or a plugin inside it has. */
const otherLogins = [
  'enable_local_logins',
  'enable_local_logins_via_email',
  'enable_local_logins_via_code',
  'enable_passkeys',
  'enable_discourse_id',
  'enable_discourse_connect',
  'enable_google_oauth2_logins',
  'enable_twitter_logins',
  'enable_facebook_logins',
  'enable_github_logins',
  'enable_discord_logins',
  'enable_linkedin_oidc_logins',
  'enable_login_with_amazon',
  'sign_in_with_apple_enabled',
  'microsoft_auth_enabled',
  'oauth2_enabled',
] as const;

/** Paths by which an administrator gets a login by mail although local logins are off. */
export const loginsByMail = ['/u/admin-login', '/session/email-login'] as const;

function mailSettings({ from, relay, answers }: DiscourseMail) {
  const implicitTls = relay.port === 465;
  return {
    notification_email: from,
    smtp_address: relay.host,
    smtp_port: String(relay.port),
    smtp_domain: from.slice(from.lastIndexOf('@') + 1),
    smtp_authentication: 'plain',
    smtp_force_tls: String(implicitTls),
    smtp_enable_start_tls: String(!implicitTls),
    smtp_openssl_verify_mode: 'peer',
    reply_by_email_enabled: String(answers !== undefined),
    pop3_polling_enabled: String(answers !== undefined),
    ...(answers && {
      reply_by_email_address: answers.address,
      pop3_polling_host: answers.host,
      pop3_polling_port: String(answers.port),
      pop3_polling_ssl: 'true',
      pop3_polling_openssl_verify: 'true',
      pop3_polling_period_mins: '1',
      pop3_polling_delete_from_server: 'true',
    }),
  };
}

/** Its own bucket settings are off: whose the bucket is says what is in it, who reads it and for how long it is kept. */
function storageSettings({ bucket, region, uploadsHost }: DiscourseSettingsProps) {
  const part = `${bucket.bucketName}/${bucket.prefix}`;
  return {
    enable_s3_uploads: 'true',
    // By the role of the pod; see lib/s3_helper.rb.
    s3_use_iam_profile: 'true',
    s3_region: region,
    s3_upload_bucket: `${part}/uploads`,
    s3_cdn_url: `https://${uploadsHost}`,
    s3_use_cdn_url_for_all_uploads: 'true',
    s3_use_acls: 'false',
    s3_install_cors_rule: 'false',
    s3_configure_tombstone_policy: 'false',
    enable_direct_s3_uploads: 'false',
    backup_location: 's3',
    s3_backup_bucket: `${part}/backups`,
    backup_frequency: '7',
    maximum_backups: '4',
    // They are in the same bucket, which keeps what was deleted.
    include_s3_uploads_in_backups: 'false',
  };
}

const withPrefix = (settings: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [`DISCOURSE_${name.toUpperCase()}`, value]),
  );

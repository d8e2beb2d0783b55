/** Mail servers of Discourse: the relay for its mail, and the mailbox for answers. */
export interface DiscourseMail {
  /** Address that its mail is from. */
  readonly from: string;
  /** Server that it sends mail through; with implicit TLS on port 465, and STARTTLS on all other ports. */
  readonly relay: {
    readonly host: string;
    readonly port: number;
    /**
     * Its account there, whose password AWS Secrets Manager generated.
     * @default people type in both
     */
    readonly user?: string;
  };
  /**
   * Mailbox that Discourse reads answers from, by POP3.
   * @default none, so that people cannot answer by mail
   */
  readonly answers?: {
    readonly host: string;
    readonly port: number;
    /** Address for answers; Discourse replaces `%{reply_key}` in it by the key of the message. */
    readonly address: string;
  };
}

export interface DiscourseSettingsProps {
  /** Public host. */
  readonly host: string;
  /** Mail addresses of people who become administrators when they log in. */
  readonly administrators: readonly string[];
  readonly mail: DiscourseMail;
  /** Its part of a bucket. */
  readonly bucket: { readonly bucketName: string; readonly prefix: string };
  /** AWS region of the bucket. */
  readonly region: string;
  /** Public host that serves the folder `uploads` of that part. */
  readonly uploadsHost: string;
  /** OpenID Connect issuer, a Keycloak realm. */
  readonly issuer: string;
  /** Client id at the issuer. */
  readonly client: string;
}

/**
 * Returns Discourse's settings that are no secret, as environment variables. A variable with the name of a site setting, also one
 * of a plugin, overrides the database, and administrators can neither see nor change the setting
 * (discourse/discourse:lib/site_setting_extension.rb).
 */
export function discourseSettings(props: DiscourseSettingsProps): Record<string, string> {
  return withPrefix({
    hostname: props.host,
    force_https: 'true',
    developer_emails: props.administrators.join(','),
    // The image is pinned in the repository, so Discourse need not report new versions by mail.
    new_version_emails: 'false',
    load_mini_profiler: 'false',
    // There is no nginx in front, so Discourse itself has to limit the rate of requests.
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

/** All other ways to log in that Discourse or a bundled plugin has; they are switched off. */
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

/** Paths at which an administrator can get a login link by mail although local logins are off. */
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

/** Settings of the bucket. Discourse sets no ACLs, CORS rules and lifecycle: these are the bucket owner's, in a stack of AWS. */
function storageSettings({ bucket, region, uploadsHost }: DiscourseSettingsProps) {
  const part = `${bucket.bucketName}/${bucket.prefix}`;
  return {
    enable_s3_uploads: 'true',
    // Credentials come from the IAM role of the pod; see lib/s3_helper.rb.
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
    // Uploads are in the same bucket, which keeps deleted objects for a while.
    include_s3_uploads_in_backups: 'false',
  };
}

const withPrefix = (settings: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [`DISCOURSE_${name.toUpperCase()}`, value]),
  );

/**
 * What people without an account may do: nothing (`none`), read notes that their owner has not closed (`read`), or also edit
 * notes that their owner has opened to everybody (`edit`).
 */
export type GuestAccess = 'none' | 'read' | 'edit';

/** Limits for each person. */
export interface HedgeDocLimits {
  readonly noteCharacters: number;
  /** Notes that one person may create in five minutes. */
  readonly newNotes: number;
  /** Days for which a session lasts, also for people who have left the group meanwhile. */
  readonly sessionDays: number;
}

export interface HedgeDocSettingsProps {
  readonly host: string;
  readonly guests: GuestAccess;
  /**
   * Group whose members may log in, by its whole path.
   * @default everybody with an account at the issuer
   */
  readonly members?: `/${string}`;
  readonly limits: HedgeDocLimits;
  /** OpenID Connect issuer, a Keycloak realm. */
  readonly issuer: string;
  /** Client id at the issuer. */
  readonly client: string;
}

const millisecondsOfDay = 24 * 60 * 60 * 1000;

/**
 * Returns HedgeDoc's settings that are no secret, as environment variables. Source: hedgedoc/hedgedoc:lib/config/environment.js,
 * 1.12.
 */
export function hedgedocSettings(props: HedgeDocSettingsProps): Record<string, string> {
  const { host, guests, members, limits, issuer, client } = props;
  const endpoints = `${issuer}/protocol/openid-connect`;
  return {
    CMD_DOMAIN: host,
    CMD_PROTOCOL_USESSL: 'true',
    CMD_URL_ADDPORT: 'false',
    CMD_HSTS_ENABLE: 'false',
    CMD_CSP_ENABLE: 'true',
    CMD_CSP_ALLOW_FRAMING: 'false',
    CMD_DOCUMENT_MAX_LENGTH: String(limits.noteCharacters),
    CMD_RATE_LIMIT_NEW_NOTES: String(limits.newNotes),
    CMD_SESSION_LIFE: String(limits.sessionDays * millisecondsOfDay),
    CMD_ENABLE_STATS_API: 'true',
    // People without an account create no notes: spammers find open pads within days.
    CMD_ALLOW_ANONYMOUS: 'false',
    CMD_ALLOW_ANONYMOUS_EDITS: String(guests === 'edit'),
    CMD_DEFAULT_PERMISSION: guests === 'none' ? 'limited' : 'editable',
    CMD_ALLOW_FREEURL: 'true',
    CMD_REQUIRE_FREEURL_AUTHENTICATION: 'true',
    CMD_EMAIL: 'false',
    CMD_ALLOW_EMAIL_REGISTER: 'false',
    CMD_ALLOW_GRAVATAR: 'false',
    CMD_IMAGE_UPLOAD_TYPE: 'filesystem',
    CMD_ENABLE_UPLOADS: 'registered',
    CMD_OAUTH2_PROVIDERNAME: 'Single sign-on',
    CMD_OAUTH2_CLIENT_ID: client,
    CMD_OAUTH2_AUTHORIZATION_URL: `${endpoints}/auth`,
    CMD_OAUTH2_TOKEN_URL: `${endpoints}/token`,
    CMD_OAUTH2_USER_PROFILE_URL: `${endpoints}/userinfo`,
    CMD_OAUTH2_SCOPE: 'openid email profile',
    CMD_OAUTH2_PKCE: 'true',
    // If this changed later, people would lose their notes.
    CMD_OAUTH2_USER_PROFILE_ID_ATTR: 'sub',
    CMD_OAUTH2_USER_PROFILE_USERNAME_ATTR: 'preferred_username',
    CMD_OAUTH2_USER_PROFILE_DISPLAY_NAME_ATTR: 'name',
    CMD_OAUTH2_USER_PROFILE_EMAIL_ATTR: 'email',
    ...(members === undefined ? {} : { CMD_OAUTH2_ROLES_CLAIM: 'groups', CMD_OAUTH2_ACCESS_ROLE: members }),
  };
}

import { textParts } from './variable-text';

/** Words that mean a secret anywhere in a name, unless the rest of the name means a property of the secret. */
const secretWords =
  'PASSWORD|PASSWD|PASSPHRASE|PASSCODE|SECRET|TOKEN|CREDENTIAL|PRIVATE_?KEY|(ACCESS|API|SIGNING|ENCRYPTION)_?KEY';

const namesSecret = new RegExp(secretWords);

/** A name that ends so is that of a secret: a key, not what is called after a key. */
const endsAsSecret = new RegExp(`(${secretWords}|KEY|PASS|PWD|SALT|PEPPER|SEED|(^|_)(AUTH|PW|PIN))S?(_?\\d+)?$`);

/** Keys that are meant to be seen, and words that only end like a secret. */
const endsOpenly =
  /(PUBLIC|PUB|PUBLISHABLE|SITE)_?KEYS?(_?\d+)?$|(BY|COM|ENCOM|TRES)PASS$|(^|_)(MONKEY|HOTKEY|TURKEY)S?$/;

/** Ends of names of what is random to be unique and is no secret: an identity, or a checksum. */
const endsAsIdentity =
  /((^|_|CLIENT|SITE|APP|TENANT)ID|UUID|GUID|SHA_?\d+|CHECKSUM|DIGEST|COMMIT|REVISION|FINGERPRINT)$/;

/** Ends of names of a secret's properties, such as its length, its algorithm or its file. */
const endsAsProperty =
  /(LENGTH|ITERATIONS|ROUNDS|COST|ALGO|ALGORITHM|HASHER|TYPE|METHOD|POLICY|MODE|FORMAT|SCOPES?|AUDIENCE|ISSUER|REALM|BUNDLE|MODULE|ENABLED|DISABLED|REQUIRED|ALLOWED|TTL|TIMEOUT|EXPIRY|EXPIRES|EXPIRATION|LIFETIME|COMPLEXITY|STRENGTH|DAYS|HOURS|MINUTES|SECONDS|URL|URI|ENDPOINT|PATH|FILE|DIR|HEADER|NAME|FIELD|CLAIM)$/;

/** A truth value, nothing, or a plain number or duration, which nobody takes for a secret unless the name does. */
const plainValue = /^(true|false|yes|no|on|off|[01]|)$/i;
const numberValue = /^-?\d+(\.\d+)?\s?(ms|s|m|h|d|w|[kmg]i?b?)?$/i;
const counts = /(^|_)(MAX|MIN|NUM|NUMBER|COUNT|LIMIT)(_|$)/;

/** Stands for the value of another variable, which may be secret. */
const elsewhere = '\0';

/** What secrets look like, whatever they are called. */
const shapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY/],
  ['an access key of AWS', /\b(AKIA|ASIA)[A-Z0-9]{16}\b/],
  [
    'a token of GitLab, GitHub, Slack or Stripe',
    /\b(glpat-|gldt-|glrt-|gh[pousr]_|github_pat_|xox[abeprs]-|[rs]k_(live|test)_)[\w-]{10,}/,
  ],
  ['a JSON web token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\./],
  ['an address with a password', /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@\0]+@/i],
  ['an address with a password', /^[^\s/:@]+:[^\s@\0]+@(tcp|unix)\(/],
  ['a connection with a password', /(^|[\s;?&,])(password|passwd|pwd)\s*=\s*[^\s;&,\0]/i],
  ['a map with a password', /["'](password|passwd|pwd)["']\s*:\s*["'][^"'\0]+["']/i],
  ['the value of an Authorization header', /^(Basic|Bearer)\s+[\w+/=.~-]{8,}$/i],
];

/** Names of variables for accounts, and a name with a password behind a colon; a user and a group are often the same, or numbers. */
const namesAccount = /(^|_)(SUPER_?USER|ADMIN|USER|ACCOUNT|LOGIN)S?$/;
const nameAndPassword = /^([^\s:/\0]+):(?!\1$)(?=.*[A-Za-z])[^\s:/\0]+$/;

/** A long hexadecimal number, or letters of both cases and digits in one long word: a generator makes it, and nobody writes it. */
const isRandom = (text: string): boolean =>
  /^(0x)?[0-9a-f]{32,}$/i.test(text) ||
  (/^[\w+=-][\w+/=-]{31,}$/.test(text) &&
    /[a-z]/.test(text) &&
    /[A-Z]/.test(text) &&
    (text.match(/\d/g) ?? []).length >= 4);

/**
 * Reason why a setting looks like a plain-text secret, by its name and value; undefined if it does not. References to other
 * variables are not plain text, and where one of them is a secret, as in `base64:$(APP_KEY)`, the name is right to sound like one.
 *
 * @param isSecret whether a variable that the value refers to has its value from a secret
 */
export function secretLikeness(
  name: string,
  value: string,
  isSecret: (reference: string) => boolean = () => false,
): string | undefined {
  const upper = name.toUpperCase().replace(/[-.]/g, '_');
  const parts = textParts(value);
  const open = parts.map((part) => ('text' in part ? part.text : elsewhere)).join('');
  const takesSecret = parts.some((part) => 'reference' in part && isSecret(part.reference));
  if (!takesSecret && soundsSecret(upper, open.replaceAll(elsewhere, ''))) return 'sounds like a secret';
  const found = shapes.find(([, shape]) => shape.test(open));
  if (found !== undefined) return `looks like ${found[0]}`;
  if (namesAccount.test(upper) && nameAndPassword.test(open)) return 'looks like a name with its password';
  const mayBeRandom = endsOpenly.test(upper) || endsAsIdentity.test(upper);
  return isRandom(open) && !mayBeRandom ? 'looks like a random key' : undefined;
}

function soundsSecret(name: string, open: string): boolean {
  // Between what comes from elsewhere may stand signs that join it, as in user:password.
  if (endsOpenly.test(name) || plainValue.test(open) || /^[^A-Za-z0-9]+$/.test(open)) return false;
  if (numberValue.test(open) && counts.test(name)) return false;
  if (endsAsSecret.test(name)) return true;
  return namesSecret.test(name) && !numberValue.test(open) && !endsAsProperty.test(name);
}

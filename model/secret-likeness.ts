import { textParts } from './variable-text';

/** Words that mean a secret anywhere in a name, unless the rest of the name means a property of the secret. */
const secretWords =
  'PASSWORD|PASSWD|PASSPHRASE|PASSCODE|SECRET|TOKEN|CREDENTIAL|PRIVATE_?KEY|(ACCESS|API|SIGNING|ENCRYPTION)_?KEY';

const namesSecret = new RegExp(secretWords);

/** A name that ends so is that of a secret: a key, not what is called after a key. */
const endsAsSecret = new RegExp(
  `(${secretWords}|KEY|PASS|PWD|SALT|PEPPER|SEED|(^|_)(AUTH|PW|PIN)|(ERLANG|RELEASE|NODE)_*COOKIE)S?(_?\\d+)?$`,
);

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
  ['a hash of a password', /\$(2[abxy]\$\d\d|argon2(id|i|d)|apr1|y|[156])\$[\w./$,=+-]{20,}|\bpbkdf2_sha\d+\$\d+\$/],
  ['the value of an Authorization header', /^(Basic|Bearer)\s+[\w+/=.~-]{8,}$/i],
];

/** Shapes that have no name of a setting in them. */
const anywhere = shapes.filter(([what]) => !/connection|map/.test(what));

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

const soundsLike = 'sounds like a secret';

/** A text without what it refers to. */
const openText = (text: string): string =>
  textParts(text)
    .map((part) => ('text' in part ? part.text : elsewhere))
    .join('');

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
  const open = openText(value);
  const takesSecret = parts.some((part) => 'reference' in part && isSecret(part.reference));
  if (!takesSecret && soundsSecret(upper, open.replaceAll(elsewhere, ''))) return soundsLike;
  const found = shapes.find(([, shape]) => shape.test(open));
  if (found !== undefined) return `looks like ${found[0]}`;
  if (namesAccount.test(upper) && nameAndPassword.test(open)) return 'looks like a name with its password';
  if (open.includes('\n')) return lineLikeness(value, isSecret, namesSecret);
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

/** A line of a file of settings that gives a value to a name: `name: value`, `name = "value"`, also in a list or as JSON. */
const assignment = /^[\s"'-]*([A-Za-z][\w.-]*)["']?\s*(?:=>|[=:])\s*["']?([^"'\s,;]+)/;

/** A value that stands for another, as templates and shells write it, or nothing. */
const placeholder = /^([<{%]|\$(?!\()|null\b|nil\b|none\b|~$)/i;

/** A word that is mostly what a program calls something, like `id` in `primary_key: id`. */
const plainWord = /^[a-z]+([_-][a-z]+)*$/;

/**
 * Reason why one of the lines of a text looks like it has a secret in the open, with the name that the line gives it to; undefined if none
 * does. A name that only ends like that of a secret may have a plain word.
 *
 * @param isSecret as for `secretLikeness`
 * @param sounding names that tell by their sound alone, whatever they have
 */
function lineLikeness(text: string, isSecret: (reference: string) => boolean, sounding: RegExp): string | undefined {
  for (const line of text.split('\n')) {
    const [, name, value] = assignment.exec(line) ?? [];
    if (name === undefined || value === undefined || placeholder.test(value)) continue;
    const upper = name.toUpperCase().replaceAll(/[-.]/g, '_');
    if (plainWord.test(value) && !namesSecret.test(upper)) continue;
    const likeness = secretLikeness(name, value, isSecret);
    if (likeness === undefined || (likeness === soundsLike && !sounding.test(upper))) continue;
    return `has a line with ${name}, which ${likeness}`;
  }
  return undefined;
}

/** Lines of a file that a program does not read. */
const comment = /^\s*(#|\/\/|;|\*|--\s)/;

/** Reason why the text of a file looks like it has a secret in the open; undefined if it does not. What it refers to is none. */
export function textSecret(text: string): string | undefined {
  for (const line of text.split('\n')) {
    if (comment.test(line)) continue;
    const named = lineLikeness(line, () => true, /./);
    if (named !== undefined) return named;
    const open = openText(line);
    const value = open.replace(/^[\s"'-]*[\w.-]+["']?\s*(=>|[=:])/, '');
    const found = shapes.find(([, shape]) => shape.test(value)) ?? anywhere.find(([, shape]) => shape.test(open));
    if (found !== undefined) return `has what looks like ${found[0]}`;
  }
  return undefined;
}

import { secretLikeness } from '../../../model/secret-likeness';
import { variableName } from '../../../model/variable-text';
import type { ImportedVariable } from './imported-application';
import { missingPieces, tenantText } from './imported-text';
import type { Notes } from './notes';

/** A variable that is secret, as the draft lists it. */
export type DraftedSecret =
  | string
  | { readonly generated: string }
  | { readonly keyPair: 'vapid'; readonly private: string; readonly public: string };

/** Variables of a process as the draft has them. */
export interface DraftedVariables {
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: readonly DraftedSecret[];
  /** Text by name of settings whose value the input leaves open. */
  readonly open: Readonly<Record<string, string>>;
}

/** Values that people write where a secret has yet to come. */
const placeholder =
  /^$|^<.*>$|^(x+|\*+|\.+|-+)$|change|replace|example|secret|placeholder|insert|todo|your|random|generate|default|password|insecure/i;

/** Names of secrets that only this application knows, so that any random value does. */
const ownSecret = /(SECRET|KEY|SALT|PEPPER|SEED|COOKIE|SESSION|NONCE)(_?(BASE|PHRASE|\d+))?$/i;

/** Names of what somebody else gives out, or what is more than random letters. */
const foreignSecret =
  /API|ACCESS|CLIENT|SMTP|MAIL|OAUTH|OIDC|SAML|LDAP|S3|AWS|GCP|GOOGLE|GIT(HUB|LAB)|SLACK|STRIPE|CAPTCHA|TURNSTILE|LICEN[CS]E|VAPID|PRIVATE|PUBLIC|SENTRY|MAXMIND|DEEPL|OPENAI|SITE_?KEY|PASS|TOKEN|SSH|TLS|CERT|PEM|MINIO|WEBHOOK|LOCATION/i;

/** Sorts variables into settings, secrets and those that a person has to write. No value of a secret is in the result. */
export function draftVariables(variables: readonly ImportedVariable[], notes: Notes): DraftedVariables {
  const settings: Record<string, string> = {};
  const secrets: DraftedSecret[] = [];
  const open: Record<string, string> = {};
  const pair = findPair(variables);
  if (pair !== undefined) {
    secrets.push({ keyPair: 'vapid', private: pair.private.name, public: pair.public.name });
    notes.add(
      pair.private.at,
      `variables ${pair.private.name}, ${pair.public.name}`,
      'are a pair that commons tenant secrets makes',
      'give it the old values instead if people have subscribed with them',
    );
  }
  for (const variable of variables) {
    if (variable === pair?.private || variable === pair?.public) continue;
    const { name, value, at } = variable;
    const text = tenantText(value);
    if (!variableName.test(name)) {
      notes.add(
        at,
        `variable ${name}`,
        'is no name that Kubernetes takes',
        'give it to the application in a file, or under another name',
      );
    } else if (text === `$(${name})`) {
      continue;
    } else if (isSecret(variable) || (text === '' && isOwnSecret(name))) {
      secrets.push(draftSecret(variable, notes));
    } else if (missingPieces(value).length > 0) {
      open[name] = text;
      notes.add(
        at,
        `variable ${name}`,
        `its value is not in the input: it has ${missingPieces(value).join(', ')}`,
        'write it into the draft, where it stands as a comment',
      );
    } else settings[name] = text;
  }
  return { settings, secrets, open };
}

/** The keys of Web Push, if both are variables. */
function findPair(variables: readonly ImportedVariable[]) {
  const privateKey = variables.find(({ name }) => /VAPID_?PRIVATE(_?KEY)?$/i.test(name));
  const publicKey = variables.find(({ name }) => /VAPID_?PUBLIC(_?KEY)?$/i.test(name));
  return privateKey === undefined || publicKey === undefined ? undefined : { private: privateKey, public: publicKey };
}

/** Whether any random value does for a secret of this name. */
const isOwnSecret = (name: string): boolean => ownSecret.test(name) && !foreignSecret.test(name);

/** Whether a variable is secret: the input says so, or its name or its value does. */
function isSecret({ name, value, isSecret: isSaid }: ImportedVariable): boolean {
  if (isSaid) return true;
  const text = tenantText(value.map((piece) => ('missing' in piece ? { text: 'missing' } : piece)));
  return secretLikeness(name, text) !== undefined;
}

function draftSecret({ name, value, at, isSecret: isSaid }: ImportedVariable, notes: Notes): DraftedSecret {
  const text = value.map((piece) => ('text' in piece ? piece.text : '')).join('');
  const isNew = missingPieces(value).length > 0 ? !isSaid : placeholder.test(text);
  if (isNew && isOwnSecret(name)) {
    notes.add(
      at,
      `variable ${name}`,
      'is a secret that the draft has generated',
      'write its name alone under secrets if the application has data that was encrypted or signed with the old one',
    );
    return { generated: name };
  }
  notes.add(
    at,
    `variable ${name}`,
    'is a secret, and no value of one is in the draft',
    'give its value to the platform team before the first start',
  );
  return name;
}

/** A word of a command that looks like a secret, by itself or by the option before it; undefined if none does. */
export const secretWord = (words: readonly string[]): string | undefined =>
  words.find((word, index) => {
    const [, name, value] = /^-{0,2}([A-Za-z][\w.-]*)[=:](.+)$/.exec(word) ?? [];
    const [, before] = /^--?([A-Za-z][\w.-]*)$/.exec(words[index - 1] ?? '') ?? [];
    const likeness = (option: string, text: string) =>
      secretLikeness(option.replaceAll(/[.-]/g, '_'), text.replaceAll(/\$\{\w+\}/g, 'missing'));
    return (
      likeness('WORD', word) !== undefined ||
      (name !== undefined && value !== undefined && likeness(name, value) !== undefined) ||
      (before !== undefined && !word.startsWith('-') && likeness(before, word) !== undefined)
    );
  });

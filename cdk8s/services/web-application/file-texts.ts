import type { Construct } from 'constructs';
import { textHash } from '../../../model/formats/text-hash';
import { plainTemplateText } from '../../../model/formats/plain-template-text';
import { textParts } from '../../../model/variable-text';
import { fileText } from '../../../model/schema/service-files';
import type { Files, SecretFiles } from '../../base/pods/mounted-files';
import { ExternalSecret, valueForm, type RemoteValue } from '../../base/secrets/external-secret';
import { indentedTemplate, valueTemplate } from '../../base/secrets/value-template';
import type { WebApplicationProps } from '../../base/web-application-props';

type Variables = WebApplicationProps['variables'];

/** A piece of a file: text, or the key of a value that is secret. */
type FilePart = { readonly text: string } | { readonly secret: string };

export interface FileTextsProps {
  /** Name of the application. */
  readonly name: string;
  /** Texts by path; `$(NAME)` stands for the value of a variable of the web pods, and `$$(NAME)` for itself. */
  readonly files: Files;
  readonly variables: Variables;
  /** Where AWS Secrets Manager has the values of variables that are secret, by their keys in a Secret. */
  readonly remote: Readonly<Record<string, RemoteValue>>;
  /**
   * Keys of the variables whose keys are not their names.
   * @default none
   */
  readonly keys?: Readonly<Record<string, string>>;
}

/**
 * The files of an application with the values of variables in them. Files with a secret value are in a Secret that External Secrets
 * composes, so what is rendered has the name of the value only.
 */
export interface FileTexts {
  readonly files: Files;
  readonly secretFiles?: SecretFiles;
}

/** @throws Error when a file needs a secret value that AWS Secrets Manager does not have; a rule of the kind finds that before. */
export function addFileTexts(scope: Construct, props: FileTextsProps): FileTexts {
  const { name, files, variables, remote, keys = {} } = props;
  const toKey = (part: FilePart): FilePart => ('text' in part ? part : { secret: keys[part.secret] ?? part.secret });
  const all = Object.entries(files).map(([path, file]) => ({
    path,
    executable: typeof file !== 'string',
    parts: fileParts(fileText(file), variables).map(toKey),
  }));
  const plain = all.filter(({ parts }) => parts.every((part) => 'text' in part));
  const secret = all.filter((file) => !plain.includes(file));
  const texts = Object.fromEntries(
    plain.map(({ path, executable, parts }) => {
      const text = parts.map((part) => ('text' in part ? part.text : '')).join('');
      return [path, executable ? { text, executable } : text];
    }),
  );
  if (secret.length === 0) return { files: texts };

  const keyed = secret.map((file, index) => ({ ...file, key: `file-${index + 1}` }));
  const fixed = Object.fromEntries(
    keyed.map(({ key, parts }) => [
      key,
      parts.map((part, index) => toTemplate(part, remote, indentAround(parts, index))).join(''),
    ]),
  );
  const names = new Set(
    secret.flatMap(({ parts }) => parts.flatMap((part) => ('secret' in part ? [part.secret] : []))),
  );
  const values = Object.fromEntries([...names].map((key) => [key, remoteValue(key, remote)]));
  // A changed text is another Secret: pods that start would else find the old one, as long as it is not composed again.
  const secretName = `${name}-files-${textHash(JSON.stringify(fixed)).toString(16)}`;
  new ExternalSecret(scope, 'files', { name: secretName, values, fixed });
  return {
    files: texts,
    secretFiles: {
      secret: secretName,
      keys: Object.fromEntries(keyed.map(({ path, key }) => [path, key])),
      executable: keyed.flatMap(({ executable, key }) => (executable ? [key] : [])),
    },
  };
}

function remoteValue(key: string, remote: FileTextsProps['remote']): RemoteValue {
  const value = remote[key];
  if (value === undefined) throw new Error(`the value of ${key} is not in AWS Secrets Manager`);
  return value;
}

/** The pieces of a file; a file without a reference to one of the variables stays as it is written. */
function fileParts(text: string, variables: Variables): readonly FilePart[] {
  const parts = textParts(text);
  if (!parts.some((part) => 'reference' in part && Object.hasOwn(variables, part.reference))) return [{ text }];
  return parts.flatMap((part): readonly FilePart[] => {
    if ('text' in part) return [part];
    return Object.hasOwn(variables, part.reference)
      ? variableParts(part.reference, variables)
      : [{ text: `$(${part.reference})` }];
  });
}

/** The pieces of the value of a variable, as Kubernetes would put it together. */
function variableParts(name: string, variables: Variables): readonly FilePart[] {
  const value = variables[name];
  if (value === undefined) return [{ text: `$(${name})` }];
  if (typeof value !== 'string') return [{ secret: name }];
  const parts: FilePart[] = [];
  let from = 0;
  for (const match of value.matchAll(/\$\$|\$\(([-._A-Za-z][-._A-Za-z0-9]*)\)/g)) {
    const [whole, reference] = match;
    parts.push({ text: value.slice(from, match.index) });
    parts.push(...(reference === undefined ? [{ text: '$' }] : variableParts(reference, variables)));
    from = match.index + whole.length;
  }
  return [...parts, { text: value.slice(from) }];
}

/** The white space before a piece that has a line of its own, undefined for any other piece. */
function indentAround(parts: readonly FilePart[], index: number): string | undefined {
  const [before, after] = [parts[index - 1] ?? { text: '' }, parts[index + 1] ?? { text: '' }];
  if (!('text' in before && 'text' in after) || !/^(\r?\n|$)/.test(after.text)) return undefined;
  return /(?:^|\n)([ \t]*)$/.exec(before.text)?.[1];
}

/**
 * A piece in a template of External Secrets, which is one of Go: there two braces are a string of their own. What people or a command put
 * into the secret of a service may have several lines, like a private key: alone in a line, each of its lines gets the indent.
 */
function toTemplate(part: FilePart, remote: FileTextsProps['remote'], indent = ''): string {
  if ('text' in part) return plainTemplateText(part.text);
  const value = remoteValue(part.secret, remote);
  return indent !== '' && 'property' in value && value.form === undefined
    ? indentedTemplate(part.secret, indent)
    : valueTemplate(part.secret, valueForm(value));
}

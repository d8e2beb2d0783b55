import type { ImportedVariable } from './imported-application';
import type { ImportedPiece, ImportedText } from './imported-text';
import type { InputNode } from './input-node';
import type { ManifestIndex } from './manifest-index';
import type { Notes } from './notes';

/** What a value of a Secret is called in the draft; the value itself is never read. */
const secretValue = (secret: string, key: string): ImportedText => [{ missing: `key ${key} of Secret ${secret}` }];

/** Reads `env` and `envFrom` of a container; what `env` says counts before what comes from elsewhere. */
export function readContainerVariables(
  container: InputNode,
  index: ManifestIndex,
  notes: Notes,
): readonly ImportedVariable[] {
  const all = [
    ...(container.find('envFrom')?.items ?? []).flatMap((item) => fromElsewhere(item, index, notes)),
    ...(container.find('env')?.items ?? []).flatMap((item) => single(item, index, notes)),
  ];
  const names = all.map(({ name }) => name);
  return [...new Map(all.map((variable) => [variable.name, variable])).values()].map((variable) => ({
    ...variable,
    value: withReferences(variable.value, names),
  }));
}

/** References to variables that are there; Kubernetes leaves others as the text that they are. */
export const withReferences = (value: ImportedText, names: readonly string[]): ImportedText =>
  value.map((piece) =>
    'reference' in piece && !names.includes(piece.reference) ? { text: `$(${piece.reference})` } : piece,
  );

function single(item: InputNode, index: ManifestIndex, notes: Notes): readonly ImportedVariable[] {
  const name = item.textAt('name');
  if (name === undefined) return [];
  const { at } = item;
  const from = item.find('valueFrom');
  const secret = from?.find('secretKeyRef');
  const map = from?.find('configMapKeyRef');
  if (from === undefined) return [{ name, value: kubernetesPieces(item.textAt('value') ?? ''), isSecret: false, at }];
  if (secret !== undefined) {
    return [{ name, value: secretValue(secret.textAt('name') ?? '', secret.textAt('key') ?? ''), isSecret: true, at }];
  }
  if (map !== undefined) {
    const [owner = '', key = ''] = [map.textAt('name'), map.textAt('key')];
    const text = index.find('ConfigMap', owner)?.textAt('data', key);
    return [
      {
        name,
        value: text === undefined ? [{ missing: `key ${key} of ConfigMap ${owner}` }] : [{ text }],
        isSecret: false,
        at,
      },
    ];
  }
  notes.add(
    at,
    `variable ${name}`,
    'has what Kubernetes knows about the pod',
    'find out what the application needs it for, and write a setting',
  );
  return [];
}

function fromElsewhere(item: InputNode, index: ManifestIndex, notes: Notes): readonly ImportedVariable[] {
  const prefix = item.textAt('prefix') ?? '';
  const map = item.textAt('configMapRef', 'name');
  const secret = item.textAt('secretRef', 'name');
  const object = map === undefined ? index.find('Secret', secret) : index.find('ConfigMap', map);
  if (object === undefined) {
    const what = map === undefined ? `Secret ${secret ?? ''}` : `ConfigMap ${map}`;
    notes.add(
      item.at,
      `envFrom ${what}`,
      'is not in the input',
      map === undefined ? 'list its variables under secrets' : 'write its variables under settings',
    );
    return [];
  }
  if (map !== undefined) {
    return (object.find('data')?.entries ?? []).map(([key, { text = '', at }]) => ({
      name: `${prefix}${key}`,
      value: [{ text }],
      isSecret: false,
      at,
    }));
  }
  return ['data', 'stringData'].flatMap((part) =>
    (object.find(part)?.entries ?? []).map(([key, { at }]) => ({
      name: `${prefix}${key}`,
      value: secretValue(secret ?? '', key),
      isSecret: true,
      at,
    })),
  );
}

/** `$(NAME)` is the value of a variable, and `$$` a dollar. Source: Kubernetes' API reference, `EnvVar.value`. */
export const kubernetesPieces = (text: string): ImportedText =>
  text.split(/(\$\$|\$\([A-Za-z_][\w.-]*\))/).flatMap((part): readonly ImportedPiece[] => {
    if (part === '') return [];
    if (part === '$$') return [{ text: '$' }];
    return part.startsWith('$(') ? [{ reference: part.slice(2, -1) }] : [{ text: part }];
  });

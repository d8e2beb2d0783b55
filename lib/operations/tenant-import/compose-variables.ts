import { interpolate } from './compose-interpolation';
import { toPairs } from './compose-merge';
import type { ImportedVariable } from './imported-application';
import { knownText } from './imported-text';
import type { InputNode } from './input-node';
import type { Notes } from './notes';

/** Where Compose mounts secrets. */
const secretFile = /^\/run\/secrets\/([^/]+)$/;

/** Variables that nginx-proxy and its companion read. */
const ofProxy = /^(VIRTUAL_(HOST|PORT|PATH|PROTO|DEST)|LETSENCRYPT_\w+)$/;

/**
 * Reads `environment` of a service. A variable without a value has that of whoever runs Compose. `NAME_FILE` with the path of a
 * secret is `NAME`: images that read the one read the other.
 */
export function composeVariables(service: InputNode, notes: Notes): readonly ImportedVariable[] {
  const environment = service.find('environment');
  const entries = environment === undefined ? [] : toPairs(environment).entries;
  for (const [name, { at }] of entries) {
    if (ofProxy.test(name))
      notes.add(at, `variable ${name}`, 'is for nginx-proxy, whose place routers of the platform take');
  }
  return entries
    .filter(([name]) => !ofProxy.test(name))
    .map(([name, node]) => {
      const value = node.text === undefined ? [{ missing: `\${${name}}` }] : interpolate(node.text);
      const [, secret] = secretFile.exec(knownText(value) ?? '') ?? [];
      if (secret === undefined || !name.endsWith('_FILE')) return { name, value, isSecret: false, at: node.at };
      const own = name.slice(0, -'_FILE'.length);
      notes.add(
        node.at,
        `variable ${name}`,
        `secrets are variables here, so the draft has ${own}`,
        'check that the image reads that too',
      );
      return { name: own, value: [{ missing: `secret ${secret}` }], isSecret: true, at: node.at };
    });
}

import type { Environment } from '../../model/environment';

/**
 * Settings of the program on a host as a shell reads them: from where it fetches, and whose signature it takes. Branch, keys and copies
 * are those that Argo CD follows: whoever may deliver to the cluster may deliver to hosts.
 *
 * @param machine its name
 */
export function convergeSettings({ name, repository, signingKeys }: Environment, machine: string): string {
  const { url, branch, delivery, mirror, follow } = repository;
  // A host has no token of the mirror.
  const copies = 'url' in mirror && mirror.readBy === 'everyone' ? [mirror.url] : [];
  const signed = 'signedBy' in delivery;
  const settings = {
    machine,
    urls: (follow === 'mirror' ? [...copies, url] : [url, ...copies]).join(' '),
    // The address for which a token is sent, if the host has one.
    token_for: url,
    branch: signed ? delivery.branch : branch,
    folder: `rendered/${name}/hosts`,
    keys: `environments/${name}/signing-keys`,
    signers: signed ? signingKeys.flatMap(({ signingFingerprints }) => signingFingerprints).join(' ') : 'anybody',
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key}='${value.replaceAll("'", String.raw`'\''`)}'\n`)
    .join('');
}

/** Minutes between the machines of a host, which take turns within the hour. */
const minutesApart = 9;

/** Minute of the hour at which a machine converges. */
export const convergeMinute = ({ turn }: { readonly turn: number }): number => 5 + turn * minutesApart;

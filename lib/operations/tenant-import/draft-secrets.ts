import type { DraftedSecret } from './draft-variables';

/** Each secret of the processes of a service once; one that is typed in anywhere is typed in. */
export function draftSecrets(all: readonly DraftedSecret[]): readonly DraftedSecret[] | undefined {
  const nameFor = (secret: DraftedSecret) => {
    if (typeof secret === 'string') return secret;
    return 'generated' in secret ? secret.generated : secret.private;
  };
  const names = [...new Set(all.map(nameFor))];
  const secrets = names.flatMap((name) => {
    const same = all.filter((secret) => nameFor(secret) === name);
    return same.find((secret) => typeof secret === 'string') ?? same.slice(0, 1);
  });
  return secrets.length === 0 ? undefined : secrets;
}

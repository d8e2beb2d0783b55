/** A user of GitLab. */
export interface Person {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly isBot: boolean;
  /** Addresses that are known to be theirs. */
  readonly mail: readonly string[];
}

/** Whom commits name as author or committer. Anybody can write anything there, so this only ever counts against an approval. */
export interface Commits {
  readonly names: readonly string[];
  readonly mail: readonly string[];
}

/** Whether commits name a person, by an address, by the address that GitLab hides people behind, or by a name. */
export function committedBy({ names, mail }: Commits, { username, name, mail: own }: Person): boolean {
  const known = [...own.map(lower), lower(username), lower(name)];
  const hidden = (address: string) =>
    lower(address).replace(/^\d+-/, '').startsWith(`${lower(username)}@users.noreply.`);
  return mail.some((address) => known.includes(lower(address)) || hidden(address)) || names.some((each) => known.includes(lower(each)));
}

const lower = (text: string): string => text.trim().toLowerCase();

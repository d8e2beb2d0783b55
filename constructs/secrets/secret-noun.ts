/** What a secret is called at the end of its path. */
export const secretNoun = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

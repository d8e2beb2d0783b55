/** What a secret is called at the end of its path. */
export const secretBaseName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

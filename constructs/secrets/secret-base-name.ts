/** Returns the last part of a secret's name, after the last slash. */
export const secretBaseName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** The base64 of the key in a line of `authorized_keys` without options, without what pads it: equal for equal keys. */
export const sshKeyBody = (line: string): string => (line.split(' ')[1] ?? '').replace(/=+$/, '');

/** Groups that a subject is in without anybody having put it there. */
export function groupsWith(subject: string): readonly string[] {
  const [, namespace] = /^ServiceAccount:([^/]+)\//.exec(subject) ?? [];
  return [
    'Group:system:authenticated',
    ...(namespace === undefined
      ? ['Group:system:authenticated:oauth']
      : ['Group:system:serviceaccounts', `Group:system:serviceaccounts:${namespace}`]),
  ].filter((group) => group !== subject && subject !== 'Group:system:unauthenticated');
}

const wellKnown: Readonly<Record<string, string>> = {
  'Group:system:authenticated': 'all authenticated users, and every pod',
  'Group:system:authenticated:oauth': 'all authenticated users',
  'Group:system:serviceaccounts': 'every pod',
  'Group:system:unauthenticated': 'everybody, without signing in',
};

/** Whether a subject is no one in particular. */
export const isEverybody = (subject: string): boolean => subject in wellKnown;

/** Whether a subject is one person. */
export const isPerson = (subject: string): boolean =>
  subject.startsWith('User:') && !subject.startsWith('User:system:');

/** Names a subject for people. */
export function subjectName(subject: string): string {
  const colon = subject.indexOf(':');
  const [kind, name] = [subject.slice(0, colon), subject.slice(colon + 1)];
  if (kind === 'Role') return `everybody with the role ${name}`;
  const [, namespace] = /^Group:system:serviceaccounts:(.+)$/.exec(subject) ?? [];
  if (namespace !== undefined) return `every pod of namespace ${namespace}`;
  return (
    wellKnown[subject] ??
    `${{ ServiceAccount: 'pods with the service account', Group: 'group' }[kind] ?? 'user'} ${name}`
  );
}

/** Namespace of a service account; undefined for people. */
export const subjectHome = (subject: string): string | undefined => /^ServiceAccount:([^/]+)\//.exec(subject)?.[1];

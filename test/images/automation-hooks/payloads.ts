/** What GitLab says of an issue, as far as its form matters. */
export const issuePayload = {
  object_kind: 'issue',
  event_type: 'issue',
  user: { id: 7, name: 'Maria', username: 'maria', email: '[REDACTED]' },
  project: { id: 42, name: 'Accounts', path_with_namespace: 'infrastructure/accounts' },
  object_attributes: { id: 301, iid: 23, title: 'An account', description: 'Please', action: 'open', state: 'opened' },
} as const;

/** A note on an issue. */
export const notePayload = {
  object_kind: 'note',
  event_type: 'note',
  user: issuePayload.user,
  project: issuePayload.project,
  object_attributes: { id: 1244, note: '/approve', noteable_type: 'Issue', system: false, action: 'create' },
  issue: { id: 301, iid: 23, title: 'An account' },
} as const;

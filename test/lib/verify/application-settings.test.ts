import { applicationSettingsRule } from '../../../lib/verify/application-settings';
import { application, object } from './delivered-files';
import { renderedFiles } from './rendered-files';

const findings = (declared: string, folder: Readonly<Record<string, string>> = {}) =>
  applicationSettingsRule
    .findings(renderedFiles({ 'cluster/applications/library.yaml': declared, ...folder }))
    .map(({ reason, remedy }) => `${reason}: ${remedy}`);

const dropped = 'Argo CD removes it at each automatic sync, and the parent Application adds it again';

test.each([
  [
    'ends trying',
    application('library', 2).replace('limit: -1', 'limit: 12'),
    'Argo CD gives up after 12 attempts, and does not try the same commit again: set syncPolicy.retry.limit to -1',
  ],
  [
    'does not say how often it is tried',
    application('library', 2).replace('retry: { limit: -1 }', 'automated: { prune: true }'),
    'Argo CD gives up after 0 attempts, and does not try the same commit again: set syncPolicy.retry.limit to -1',
  ],
  [
    'names the core group',
    application('library', 2, "  ignoreDifferences: [{ group: '', kind: Secret, jsonPointers: [/data] }]"),
    `spec.ignoreDifferences[0].group is empty: ${dropped}: leave spec.ignoreDifferences[0].group out`,
  ],
  [
    'says what is not to be',
    application('library', 2).replace('syncPolicy: {', 'syncPolicy: { automated: { prune: false, selfHeal: true },'),
    `spec.syncPolicy.automated.prune is empty: ${dropped}: leave spec.syncPolicy.automated.prune out`,
  ],
])('an application that %s is found', (_, declared, expected) => {
  expect(findings(declared)).toEqual([expected]);
});

const inner = (wave: number) => application('inner', wave);

test('an application that keeps another must not apply the status of that', () => {
  const declared = application('library', 2).replace(
    'retry: { limit: -1 }',
    "retry: { limit: -1 }, syncOptions: ['RespectIgnoreDifferences=true']",
  );
  expect(findings(declared, { 'cluster/library/inner.yaml': inner(0) })).toEqual([
    'it contains the Application inner, and would apply its status too: leave RespectIgnoreDifferences out of its sync options',
  ]);
});

test('an application that waits for all others must not be waited for by one of them', () => {
  const later = { 'cluster/library/settings.yaml': object('v1', 'ConfigMap', 'settings', 3) };
  expect(findings(application('library', 2), { 'cluster/library/inner.yaml': inner(0), ...later })).toEqual([
    'library waits for this Application, which waits for it in turn: put it into wave 3 or later, for which Argo CD does not wait',
  ]);
  expect(findings(application('library', 2), { 'cluster/library/inner.yaml': inner(3), ...later })).toEqual([]);
});

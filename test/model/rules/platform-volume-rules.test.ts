import { changed, minimalEnvironment, report } from '../../support/environment-folder';
import { withGitLab } from '../../support/with-gitlab';

const storage = (speed: 'standard' | 'fast', iops: number) =>
  `storage: { ${speed}: { iops: ${iops}, throughputMiBps: 500 } }\n`;
const metrics = (sizeGiB: number) =>
  changed(minimalEnvironment, 'monthlyBudget: 1000 }', `monthlyBudget: 1000, metrics: { sizeGiB: ${sizeGiB} } }`);
const shared = (storageGiB: number, speed: string) =>
  `${minimalEnvironment}databases: { shared: [{ name: general, storageGiB: ${storageGiB}, speed: ${speed} }] }\n`;
const gitlab = (storageGiB: number) =>
  changed(withGitLab, '  repositories: {', `  database: { storageGiB: ${storageGiB} }\n  repositories: {`);
const keycloak = (storageGiB: number) =>
  changed(
    minimalEnvironment,
    '/realms/commons\n',
    `/realms/commons\n  keycloak: { placement: cluster, administrators: sre, directory: { none: 'Keycloak keeps people' }, database: { storageGiB: ${storageGiB} } }\n`,
  );

test.each([
  ['observability.metrics.sizeGiB', metrics, 'standard', 16_000, 10, 32],
  ['databases.shared[0].storageGiB', (sizeGiB: number) => shared(sizeGiB, 'fast'), 'fast', 12_000, 5, 24],
  ['databases.shared[0].storageGiB', (sizeGiB: number) => shared(sizeGiB, 'standard'), 'standard', 4000, 5, 8],
  ['gitlab.database.storageGiB', gitlab, 'fast', 16_000, 20, 32],
  ['singleSignOn.keycloak.database.storageGiB', keycloak, 'standard', 16_000, 20, 32],
] as const)('%s that is too small for its operations is found', (path, yaml, speed, iops, small, enough) => {
  const of = (sizeGiB: number) => report({ 'environment.yaml': yaml(sizeGiB) + storage(speed, iops) });
  expect(of(small)).toEqual([
    expect.stringContaining(
      `${path}: ${iops} I/O operations are more than 500 for each of ${small} GiB, which EC2 refuses`,
    ),
    `a volume of that speed has at least ${enough} GiB`,
  ]);
  expect(of(enough)).toEqual([]);
});

test('a small shared cluster of the default speed is right where the driver lowers it', () => {
  expect(report({ 'environment.yaml': shared(6, 'fast') })).toEqual([]);
  expect(report({ 'environment.yaml': shared(5, 'fast') })).toHaveLength(2);
});

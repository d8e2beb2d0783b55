import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { credentialsRequestsFor } from '../../../constructs/openshift/credentials-requests';

const releases = ['4.17', '4.18', '4.19', '4.20'] as const;

const actionsOf = (release: (typeof releases)[number], component: string): readonly string[] | undefined =>
  credentialsRequestsFor(release)
    .find((request) => request.component === component)
    ?.statements.flatMap(({ actions }) => actions);

test.each(releases)('a cluster of %s needs a role for each of six components', (release) => {
  const needed = credentialsRequestsFor(release).filter(({ optional }) => !optional);
  expect(needed.map(({ component }) => component).sort()).toEqual([
    'credential-operator',
    'ebs-csi-driver',
    'image-registry',
    'ingress',
    'machine-api',
    'network-config',
  ]);
});

test.each([
  ['4.17', 'machine-api', 'kms:ReEncrypt*', false],
  ['4.18', 'machine-api', 'kms:ReEncrypt*', true],
  ['4.17', 'ebs-csi-driver', 'kms:ReEncrypt*', true],
  ['4.19', 'efs-csi-driver', 'ec2:DescribeAvailabilityZones', false],
  ['4.20', 'efs-csi-driver', 'ec2:DescribeAvailabilityZones', true],
] as const)('in %s, that %s asks for %s is %s', (release, component, action, expected) => {
  expect(actionsOf(release, component)?.includes(action)).toBe(expected);
});

test('the EFS driver’s nodes ask for something from 4.20 on only', () => {
  expect(releases.map((release) => actionsOf(release, 'efs-csi-driver-node') !== undefined)).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

test('no two requests fill the same secret', () => {
  const secrets = credentialsRequestsFor('4.20').map(({ secret }) => `${secret.namespace}/${secret.name}`);
  expect(new Set(secrets).size).toBe(secrets.length);
});

/** What was read upstream, row by row; it is not part of the project, so a plain clone has only the table. */
const reference = resolve(__dirname, '../../../../shared/reference/openshift-credentials-requests.json');
const present = existsSync(reference);

if (present) {
  const { rows } = z
    .object({
      rows: z.array(
        z.object({
          name: z.string(),
          secretName: z.string(),
          secretNamespace: z.string(),
          serviceAccounts: z.array(z.string()),
          trustSubjects: z.array(z.string()),
          featureSet: z.string().nullable(),
          inReleasePayload: z.boolean(),
          statements: z.array(
            z.strictObject({
              effect: z.literal('Allow'),
              actions: z.array(z.string()),
              resource: z.literal('*'),
              condition: z.record(z.string(), z.record(z.string(), z.boolean())).optional(),
            }),
          ),
          statementsAreForRelease: z.literal('4.20'),
          changesBetweenReleases: z.record(z.string(), z.object({ added: z.array(z.string()).default([]) })),
        }),
      ),
    })
    .parse(JSON.parse(readFileSync(reference, 'utf8')));

  const later = (release: string, than: string) => Number(release.slice(2)) > Number(than.slice(2));

  test('the rows are upstream’s, without those of technology previews', () => {
    const expected = rows.filter(({ featureSet }) => featureSet === null).map(({ name }) => name);
    expect(
      credentialsRequestsFor('4.20')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(expected.sort());
  });

  const cases = releases.flatMap((release) =>
    credentialsRequestsFor(release).map((request) => [release, request.name, request] as const),
  );
  test.each(cases)('%s %s is as upstream has it', (release, name, request) => {
    const row = rows.find((each) => each.name === name);
    const notYet = Object.entries(row?.changesBetweenReleases ?? {})
      .filter(([since]) => later(since, release) && !later(since, '4.20'))
      .flatMap(([, { added }]) => added);
    const expected = row?.statements.map(({ actions, condition }) => ({
      actions: actions.filter((action) => !notYet.includes(action)).sort(),
      ...(condition === undefined ? {} : { conditions: condition }),
    }));
    const { secret, serviceAccounts, statements, optional } = request;
    expect(statements.map(({ actions, ...rest }) => ({ actions: [...actions].sort(), ...rest }))).toEqual(expected);
    expect(secret).toEqual({ namespace: row?.secretNamespace, name: row?.secretName });
    expect(serviceAccounts).toEqual(row?.serviceAccounts);
    expect(serviceAccounts.map((account) => `system:serviceaccount:${secret.namespace}:${account}`)).toEqual(
      row?.trustSubjects,
    );
    expect(optional).toBe(row?.inReleasePayload === false);
  });
} else {
  test('NOT RUN: upstream’s credentials requests are not beside this project', () => {
    console.warn(`the table of credentials requests was not compared with upstream's: ${reference} does not exist`);
    expect(present).toBe(false);
  });
}

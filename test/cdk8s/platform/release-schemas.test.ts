import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { z } from 'zod';
import { loadFixture } from '../../support/fixture-home';
import type { KubernetesObject } from '../../../model/formats/kubernetes-object';
import { applicationsOf } from '../../support/applications';
import { kindsSeenElsewhere } from '../../rules/known-kinds';
import { values } from '../../support/rendered';

const { environment, facts } = loadFixture('production');
const { cluster, certificates } = environment;
const machineImages = { ...facts.machineImages, '4.17': facts.machineImages?.['4.20'] ?? {} };

/** Challenges are answered at a provider of each kind. */
const challenges = [
  {
    kind: 'rfc2136',
    name: 'own',
    domains: ['commons.example'],
    server: '2001:db8::53',
    port: 53,
    key: { name: 'commons', algorithm: 'hmac-sha512' },
  },
  { kind: 'cloudflare', name: 'sponsor', domains: ['commonsconf.example'] },
] as const;

/** 4.17 cannot archive records of the API. */
const logs = { ...environment.logs, auditArchive: { none: 'OpenShift 4.17 cannot' } };

/** There is no GitLab for 4.17. */
const gitlabOf = (release: '4.17' | '4.20') => (release === '4.17' ? undefined : environment.gitlab);

/** What the platform itself renders for a release. */
async function platformOf(release: '4.17' | '4.20'): Promise<readonly KubernetesObject[]> {
  const applications = await applicationsOf(
    {
      ...environment,
      certificates: { ...certificates, challenges },
      cluster: { ...cluster, release },
      logs,
      gitlab: gitlabOf(release),
      tenants: [],
    },
    { ...facts, machineImages },
  );
  return applications.flatMap(({ files }) => Object.values(files).flat());
}

/** The payload's own schemas; they are not part of the project. */
const schemas = resolve(__dirname, '../../../../shared/schemas');
const present = existsSync(join(schemas, 'index.json'));

if (present) {
  const record = z.record(z.string(), z.unknown());
  const json = (file: string): unknown => JSON.parse(readFileSync(join(schemas, file), 'utf8'));
  const rowSchema = z.looseObject({ apiVersion: z.string(), kind: z.string(), file: z.string(), set: z.string() });
  const index = z.array(rowSchema).parse(json('index.json'));
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, code: { optimize: false } });
  const sets = {
    '4.17': ['openshift-4.17', 'kubernetes-1.30', 'main'],
    '4.20': ['openshift-4.20', 'main', 'kubernetes-1.33'],
  };

  const compiled = new Map<string, ValidateFunction>();
  /** Both releases have many schemas in common, and compiling one takes up to a second. */
  function validatorIn(file: string): ValidateFunction {
    const validate = compiled.get(file) ?? ajv.compile(record.parse(json(file)));
    compiled.set(file, validate);
    return validate;
  }

  const validatorOf = (release: keyof typeof sets, apiVersion: unknown, kind: unknown) => {
    const rows = index.filter((row) => row.apiVersion === apiVersion && row.kind === kind);
    const row = sets[release].map((set) => rows.find((each) => each.set === set)).find((each) => each !== undefined);
    return validatorIn(row?.file ?? `${String(apiVersion)} ${String(kind)} has no schema`);
  };

  describe.each(['4.17', '4.20'] as const)('for OpenShift %s', (release) => {
    let platform: readonly KubernetesObject[];
    beforeAll(async () => {
      platform = await platformOf(release);
    });

    test('everything fits the schema of the release', () => {
      const manifests = platform.filter(({ apiVersion, kind }) => !(`${apiVersion} ${kind}` in kindsSeenElsewhere));
      const validators = new Map(
        manifests.map(({ apiVersion, kind }) => [`${apiVersion} ${kind}`, validatorOf(release, apiVersion, kind)]),
      );
      const misfits = manifests.flatMap((each) => {
        const name = `${each.apiVersion} ${each.kind}`;
        const validate = validators.get(name);
        return validate?.(each) === true ? [] : [`${name} ${each.metadata.name}: ${ajv.errorsText(validate?.errors)}`];
      });
      expect(validators.size).toBeGreaterThan(20);
      expect(misfits).toEqual([]);
    });

    test('every machine fits what the machine API of the release knows', () => {
      const validate = validatorOf(release, 'machine.openshift.io/v1beta1', 'AWSMachineProviderConfig');
      const machines = platform
        .filter(({ kind }) => kind === 'MachineSet')
        .flatMap(({ spec }) => [...values(spec)])
        .flatMap(([path, value]) => (path.endsWith('.providerSpec.value') ? [record.parse(value)] : []));
      expect(machines).toHaveLength(17);
      // Embedded, an object has no name of its own.
      const errors = machines.map((machine) => {
        validate({ ...machine, metadata: {} });
        return ajv.errorsText(validate.errors);
      });
      expect([...new Set(errors)]).toEqual(['No errors']);
      expect(validate({ ...machines[0], metadata: {}, throughput: 250 })).toBe(false);
    });
  });
} else {
  test('NOT RUN: the payload’s schemas are not beside this project', () => {
    console.warn(`the platform was not checked against the schemas of OpenShift: ${schemas} does not exist`);
    expect(present).toBe(false);
  });
}

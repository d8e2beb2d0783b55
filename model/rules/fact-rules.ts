import { regions } from '../data/regions';
import type { Facts } from '../facts';
import type { PathStep } from '../problem';
import { findingIf, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';

/** Findings for facts of another account, region or cluster, which were copied from another environment. */
export const factFindings = (facts: Partial<Facts>, environment: EnvironmentFile): readonly Finding[] => [
  ...infraIdFindings(facts, environment),
  ...textsIn(facts, ['facts']).flatMap(({ path, text }) => [
    ...arnFindings(text, environment, path),
    ...hostFindings(text, environment, path),
  ]),
];

const remedy = 'record the outputs of this environment’s own stacks';

/**
 * The infrastructure id consists of the cluster's name and five random characters, and the installer names everything by it.
 * Source: openshift/installer:pkg/asset/installconfig/clusterid.go; our names are shorter than what it cuts off.
 */
function infraIdFindings({ infraId }: Partial<Facts>, { cluster }: EnvironmentFile): readonly Finding[] {
  return findingIf(
    infraId !== undefined && infraId.slice(0, -'-12345'.length) !== cluster.name,
    ['facts', 'infraId'],
    `${infraId ?? ''} is the id of another cluster: this environment's is called ${cluster.name}`,
    `copy infraID of its metadata.json, ${cluster.name}- and five letters`,
  );
}

function arnFindings(text: string, environment: EnvironmentFile, path: readonly PathStep[]): readonly Finding[] {
  const [, region = '', account = ''] = /^arn:[^:]*:[^:]*:([^:]*):([^:]*):/.exec(text) ?? [];
  return [
    ...findingIf(
      region !== '' && region !== environment.region,
      path,
      `is in ${region}, but this environment is in ${environment.region}`,
      remedy,
    ),
    ...findingIf(
      account !== '' && account !== environment.account,
      path,
      `is of account ${account}, but this environment's is ${environment.account}`,
      remedy,
    ),
  ];
}

/** Balancers have the region in their names. */
function hostFindings(text: string, environment: EnvironmentFile, path: readonly PathStep[]): readonly Finding[] {
  if (!/^[a-z0-9.-]+\.amazonaws\.com$/.test(text)) return [];
  const elsewhere = text
    .split('.')
    .find((label) => label !== environment.region && regions.some((region) => region === label));
  return findingIf(
    elsewhere !== undefined,
    path,
    `is in ${elsewhere ?? ''}, but this environment is in ${environment.region}`,
    remedy,
  );
}

interface PlacedText {
  readonly path: readonly PathStep[];
  readonly text: string;
}

function textsIn(value: unknown, path: readonly PathStep[]): readonly PlacedText[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((each, index) => textsIn(each, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => textsIn(each, [...path, key]));
}

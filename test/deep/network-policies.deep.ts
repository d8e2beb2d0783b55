import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dump } from 'js-yaml';
import { clusterSides } from '../../lib/review/cluster-network/cluster-sides';
import { compare } from '../../lib/review/comparison';
import { RenderedSnapshot } from '../../lib/review/rendered-snapshot';
import { manifests } from '../support/rendered';
import { prepareToolbox, pythonOf } from './support/python';

const run = promisify(execFile);

beforeAll(() => prepareToolbox('network'), 600_000);

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly spec: unknown;
}

const kinds: readonly string[] = ['Namespace', 'Deployment', 'StatefulSet', 'NetworkPolicy'];

/** What both read in the same way: namespaces, workloads and NetworkPolicies of one environment. */
const home = manifests
  .filter(({ environment, kind }) => environment === manifests[0]?.environment && kinds.includes(kind))
  .map(({ apiVersion, kind, metadata, spec }): Manifest => {
    const own: Readonly<Record<string, string>> =
      kind === 'Namespace' ? { 'kubernetes.io/metadata.name': metadata.name } : {};
    return { apiVersion, kind, metadata: { ...metadata, labels: { ...metadata.labels, ...own } }, spec };
  });

/** The pairs of workloads of which the one may send something to the other, as the analyzer says. */
async function analyzed(objects: readonly Manifest[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'commons-network-'));
  try {
    writeFileSync(join(folder, 'all.yaml'), toText(objects));
    const asked = [
      '--connectivity',
      '--resource_list',
      folder,
      '--output_format',
      'txt_no_fw_rules',
      '--output_endpoints',
      'deployments',
    ];
    const { stdout } = await run(pythonOf('network'), ['-m', 'nca', ...asked], { maxBuffer: 1 << 28 });
    const pairs = [...stdout.matchAll(/^(\S+)\[\w+\] => (\S+)\[\w+\] : (.+)$/gm)].flatMap(
      ([, caller = '', callee = '', conns = '']) =>
        caller === callee || conns.startsWith('No ') ? [] : [`${caller} => ${callee}`],
    );
    return [...new Set(pairs)].sort();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same as the review says. */
function reviewed(objects: readonly Manifest[]): readonly string[] {
  const files = new Map([['cluster/all.yaml', toText(objects)]]);
  const comparison = compare(
    'test',
    new RenderedSnapshot('before', '', files),
    new RenderedSnapshot('after', '', files),
  );
  const { after } = clusterSides(comparison);
  const pods = after.pods.filter(({ maker }) => maker !== undefined);
  return pods
    .flatMap((caller) =>
      pods.flatMap((callee) =>
        caller !== callee && after.flow(caller, callee).length > 0 ? [`${nameIn(caller)} => ${nameIn(callee)}`] : [],
      ),
    )
    .sort();
}

const nameIn = ({ words }: { readonly words: string }): string => words.replace('pods ', '');
/** The analyzer takes a label that is missing for one with the empty text, which Kubernetes does not: here none is empty. */
const toText = (objects: readonly Manifest[]): string =>
  objects
    .map((object): unknown =>
      JSON.parse(JSON.stringify(object), (key, value: unknown) =>
        value === '' && key.includes('/') ? 'empty' : value,
      ),
    )
    .map((object) => dump(object))
    .join('---\n');

const both = ['Ingress', 'Egress'];

/** Another spec for NetworkPolicies. */
const withSpec = (toSpec: (spec: object) => object): readonly Manifest[] =>
  home.map((object) =>
    object.kind === 'NetworkPolicy' && typeof object.spec === 'object' && object.spec !== null
      ? { ...object, spec: toSpec(object.spec) }
      : object,
  );

test.each<[string, readonly Manifest[]]>([
  ['as it is rendered', home],
  [
    'without the policies that deny',
    home.filter(({ kind, metadata }) => kind !== 'NetworkPolicy' || metadata.name !== 'default-deny'),
  ],
  [
    'with the ingress of all namespaces',
    withSpec((spec) => ({ ...spec, policyTypes: both, ingress: [{ from: [{ namespaceSelector: {} }] }] })),
  ],
  [
    'with the egress to all namespaces',
    withSpec((spec) => ({ ...spec, policyTypes: both, egress: [{ to: [{ namespaceSelector: {} }] }] })),
  ],
  [
    'with both within the namespace',
    withSpec((spec) => ({
      ...spec,
      policyTypes: both,
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    })),
  ],
  ['with policies for ingress alone', withSpec((spec) => ({ ...spec, policyTypes: ['Ingress'], egress: undefined }))],
  ['with policies for all pods', withSpec((spec) => ({ ...spec, podSelector: {} }))],
  ['without any policy', home.filter(({ kind }) => kind !== 'NetworkPolicy')],
])(
  'the review and network-config-analyzer agree on who reaches whom %s',
  async (_, objects) => {
    const found = reviewed(objects);
    expect(found).not.toEqual([]);
    expect(found).toEqual(await analyzed(objects));
  },
  120_000,
);

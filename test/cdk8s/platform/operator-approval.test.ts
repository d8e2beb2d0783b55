import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { approvalScript } from '../../../cdk8s/platform/operators/approval-script';
import { OperatorApproval } from '../../../cdk8s/platform/operators/operator-approval';
import { byName, objectsOf } from '../../support/charts';

const folder = mkdtempSync(join(tmpdir(), 'commons-approval-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Plans and operators of a namespace as the templates of the script print them: name, then versions or version. */
interface Cluster {
  readonly plans?: Readonly<Record<string, readonly string[]>>;
  readonly installed?: Readonly<Record<string, readonly string[]>>;
  /** Plans that have become others since they were read. */
  readonly changed?: readonly string[];
  readonly closed?: readonly string[];
}

/** An `oc` that answers for a cluster, writes down what it is asked to change, and knows no other question. */
const client = (log: string, { plans = {}, installed = {}, changed = [], closed = [] }: Cluster) => `#!/bin/sh
[ "$1" = -n ] || exit 9
case " ${closed.join(' ')} " in *" $2 "*) echo forbidden >&2; exit 1 ;; esac
case "$3 $4 $2" in
${Object.entries(plans)
  .map(
    ([namespace, lines]) => `'get installplans.operators.coreos.com ${namespace}') printf '%s\\n' ${quoted(lines)} ;;`,
  )
  .join('\n')}
'get installplans.operators.coreos.com '*) ;;
${Object.entries(installed)
  .map(
    ([namespace, lines]) => `'get subscriptions.operators.coreos.com ${namespace}') printf '%s\\n' ${quoted(lines)} ;;`,
  )
  .join('\n')}
'get subscriptions.operators.coreos.com '*) ;;
'patch installplan.operators.coreos.com '*)
  case " ${changed.join(' ')} " in *" $5 "*) echo conflict >&2; exit 1 ;; esac
  printf '%s %s %s %s\\n' "$2" "$5" "$6" "$8" >> '${log}' ;;
*) echo "unknown question: $*" >&2; exit 9 ;;
esac
`;
const quoted = (lines: readonly string[]) => lines.map((line) => `'${line}'`).join(' ');

let runs = 0;
function approve(versions: string, cluster: Cluster, unpinned = '') {
  const place = join(folder, String(++runs));
  const log = `${place}.log`;
  spawnSync('mkdir', [place]);
  writeFileSync(join(place, 'versions'), versions);
  writeFileSync(join(place, 'unpinned'), unpinned);
  writeFileSync(join(place, 'oc'), client(log, cluster), { mode: 0o755 });
  const env = { PATH: `${place}:${process.env.PATH ?? ''}`, LISTS: place };
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', approvalScript], { env, encoding: 'utf8' });
  return {
    status,
    said: stdout.split('\n').slice(0, -1),
    stderr,
    approved: existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : [],
  };
}

const listed = 'cnpg-system cloudnative-pg cloudnative-pg.v1.30.1\nlogs loki-operator loki-operator.v6.5.1\n';
const both = { 'cnpg-system': ['cloudnative-pg cloudnative-pg.v1.30.1'], logs: ['loki-operator loki-operator.v6.5.1'] };

test('a plan with the version that is written is approved, as it was read', () => {
  const { status, approved } = approve(listed, {
    plans: { 'cnpg-system': ['install-a cloudnative-pg.v1.30.1'] },
    installed: { ...both, 'cnpg-system': ['cloudnative-pg '] },
  });
  expect(approved).toEqual([
    'cnpg-system install-a --type=json [{"op":"test","path":"/spec/clusterServiceVersionNames","value":["cloudnative-pg.v1.30.1"]},{"op":"replace","path":"/spec/approved","value":true}]',
  ]);
  expect(status).toBe(0);
});

test.each<[string, string, string]>([
  ['a newer version', 'install-a cloudnative-pg.v1.31.0', 'cloudnative-pg.v1.31.0'],
  ['an older one', 'install-a cloudnative-pg.v1.30.0', 'cloudnative-pg.v1.30.0'],
  ['one whose name only begins like it', 'install-a cloudnative-pg.v1.30.10', 'cloudnative-pg.v1.30.10'],
  ['one with a pattern for a name', 'install-a cloudnative-pg.*', 'cloudnative-pg.*'],
  ['a version that is written for another namespace', 'install-a loki-operator.v6.5.1', 'loki-operator.v6.5.1'],
  ['what is written together with something else', 'install-a cloudnative-pg.v1.30.1 helper.v1.0.0', 'helper.v1.0.0'],
  ['something else together with what is written', 'install-a helper.v1.0.0 cloudnative-pg.v1.30.1', 'helper.v1.0.0'],
])('%s waits, and that is told', (_, plan, name) => {
  const { status, approved, said } = approve(listed, { plans: { 'cnpg-system': [plan] }, installed: both });
  expect(approved).toEqual([]);
  expect(said).toEqual([`cnpg-system/install-a waits: nobody has pinned ${name}`]);
  expect(status).toBe(0);
});

test('several operators of a namespace are approved in the one plan that OLM makes of them', () => {
  const versions = 'logs loki-operator loki-operator.v6.5.1\nlogs cluster-logging cluster-logging.v6.5.1\n';
  const { approved, status } = approve(versions, {
    plans: { logs: ['install-a cluster-logging.v6.5.1 loki-operator.v6.5.1', 'install-b loki-operator.v6.6.0'] },
  });
  expect(approved).toHaveLength(1);
  expect(approved[0]).toContain('["cluster-logging.v6.5.1","loki-operator.v6.5.1"]');
  expect(status).toBe(0);
});

test('a plan without a version is not approved', () => {
  expect(approve(listed, { plans: { logs: ['install-a'] }, installed: both }).approved).toEqual([]);
});

test.each<[string, Cluster, string]>([
  [
    'another version is installed and nothing offers the one that is written',
    { installed: { ...both, logs: ['loki-operator loki-operator.v6.4.0'] } },
    'logs: loki-operator is not loki-operator.v6.5.1, and no plan offers that',
  ],
  [
    'the operator is not there at all',
    { installed: { 'cnpg-system': both['cnpg-system'] } },
    'logs: loki-operator is not loki-operator.v6.5.1, and no plan offers that',
  ],
])('it fails where %s', (_, cluster, words) => {
  expect(approve(listed, cluster)).toMatchObject({ status: 1, said: [words] });
});

test('a plan that has become another one is not approved, and neither it nor a closed namespace keeps others waiting', () => {
  const { status, approved } = approve(`${listed}closed x x.v1.0.0\n`, {
    plans: { 'cnpg-system': ['install-a cloudnative-pg.v1.30.1'], logs: ['install-b loki-operator.v6.5.1'] },
    changed: ['install-a'],
    closed: ['closed'],
  });
  expect(approved).toEqual([expect.stringMatching(/^logs install-b /)]);
  expect(status).toBe(1);
});

test('what nobody has pinned is told, and is no failure', () => {
  expect(approve('', {}, 'cnpg-system cloudnative-pg\n')).toMatchObject({
    status: 0,
    approved: [],
    said: ['cnpg-system: nobody has pinned cloudnative-pg'],
  });
});

test('it reaches the Kubernetes API and nothing else, and one run never meets another', () => {
  const objects = objectsOf((chart) => {
    new OperatorApproval(chart, 'approval', { operators: [] });
  });
  expect(byName(objects, 'NetworkPolicy')['operator-approval']?.spec).toMatchObject({
    egress: [{ ports: [{ port: 6443 }] }],
  });
  expect(byName(objects, 'CronJob')['operator-approval']?.spec).toMatchObject({ concurrencyPolicy: 'Forbid' });
});

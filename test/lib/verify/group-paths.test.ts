import { groupPathsRule } from '../../../lib/verify/group-paths';
import { renderedFiles } from './rendered-files';

type Mapper = Readonly<{ protocolMapper: string; config: Readonly<Record<string, string>> }>;

const membership = (config: Readonly<Record<string, string>>): Mapper => ({
  protocolMapper: 'oidc-group-membership-mapper',
  config: { 'claim.name': 'groups', ...config },
});
const roles = (client: string): Mapper => ({
  protocolMapper: 'oidc-usermodel-client-role-mapper',
  config: { 'claim.name': 'groups', 'usermodel.clientRoleMapping.clientId': client },
});

interface RealmParts {
  readonly login?: Mapper;
  readonly library?: Mapper;
  readonly scope?: Mapper;
  readonly groups?: readonly unknown[];
}

const realm = ({ login = roles('cluster'), library, scope, groups = [] }: RealmParts = {}): string => {
  const mappers = (mapper: Mapper | undefined) => (mapper === undefined ? [] : [{ name: 'groups', ...mapper }]);
  const document = {
    realm: 'readers',
    clients: [
      { clientId: 'cluster', protocolMappers: mappers(login) },
      { clientId: 'library', protocolMappers: mappers(library) },
    ],
    clientScopes: [{ name: 'everybody', protocolMappers: mappers(scope) }],
    roles: { client: { cluster: [{ name: 'librarians' }] } },
    groups,
  };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'realms', namespace: 'login' },
    data: { 'readers.json': JSON.stringify(document), 'notes.json': 'no JSON', 'list.json': '[]' },
  });
};

const oauth = (client = 'cluster') => `
apiVersion: config.openshift.io/v1
kind: OAuth
metadata: { name: cluster }
spec: { identityProviders: [{ name: sso, openID: { clientID: ${client}, claims: { groups: [groups] } } }] }
`;

const reasons = (manifests: Readonly<Record<string, string>>): readonly string[] =>
  groupPathsRule.findings(renderedFiles(manifests)).map(({ place, reason }) => `${place}: ${reason}`);

const together = (text: string) => reasons({ 'oauth.yaml': oauth(), 'realm.yaml': realm(), 'it.yaml': text });

test.each<[string, RealmParts, string]>([
  [
    'of a client',
    { library: membership({ 'full.path': 'false' }) },
    'mapper groups of client library in realm readers puts names of groups without their path into tokens',
  ],
  [
    'of a client that leaves it to Keycloak',
    { library: membership({}) },
    'mapper groups of client library in realm readers puts names of groups without their path into tokens',
  ],
  [
    'of a scope of all clients',
    { scope: { ...membership({ 'full.path': 'false' }), protocolMapper: 'saml-group-membership-mapper' } },
    'mapper groups of client scope everybody in realm readers puts names of groups without their path into tokens',
  ],
])('a mapper %s that sends names alone is found', (_, parts, reason) => {
  expect(reasons({ 'realm.yaml': realm(parts) })).toEqual([`realm.yaml ConfigMap login/realms: ${reason}`]);
});

test('a group that is declared with a path for a name is found at any depth', () => {
  const groups = [{ name: 'desks', subGroups: [{ name: 'desks/front' }] }];
  expect(reasons({ 'realm.yaml': realm({ groups }) })).toEqual([
    'realm.yaml ConfigMap login/realms: a group of realm readers has the name desks/front, which looks like a path',
  ]);
});

test.each<[string, Mapper]>([
  ['names of groups', membership({ 'full.path': 'false' })],
  ['paths, which it takes for no names', membership({ 'full.path': 'true' })],
  ['roles of another client', roles('library')],
])('a login of the cluster by %s is found', (_, login) => {
  expect(reasons({ 'oauth.yaml': oauth(), 'realm.yaml': realm({ login }) })).toContain(
    'oauth.yaml OAuth cluster: OpenShift makes Groups from a claim that mapper groups of client cluster fills with groups that users may create',
  );
});

test('a login of the cluster by a claim that nothing declares is found', () => {
  expect(reasons({ 'oauth.yaml': oauth('elsewhere'), 'realm.yaml': realm() })).toEqual([
    'oauth.yaml OAuth cluster: OpenShift makes Groups from the claim groups, which no rendered mapper of client elsewhere fills',
  ]);
});

const binding = (name: string, kind = 'ClusterRoleBinding') => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: shelves, namespace: library }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin }
subjects: [{ kind: User, name: ada }, { kind: Group, name: '${name}' }]
`;
const argoCd = (policy: string) => `
apiVersion: argoproj.io/v1beta1
kind: ArgoCD
metadata: { name: argo, namespace: library }
spec: { rbac: { policy: "${policy}" } }
`;
const project = (group: string) => `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: shelves, namespace: library }
spec: { roles: [{ name: readers, groups: ['${group}'] }] }
`;
const loki = (group: string) => `
apiVersion: loki.grafana.com/v1
kind: LokiStack
metadata: { name: logs, namespace: library }
spec: { tenants: { mode: openshift-logging, openshift: { adminGroups: ['${group}'] } } }
`;

test.each([
  ['a ClusterRoleBinding', binding('interns'), 'subjects of library/shelves lets in the group interns'],
  ['a RoleBinding', binding('interns', 'RoleBinding'), 'subjects of library/shelves lets in the group interns'],
  ['Argo CD', argoCd('g, interns, role:admin'), 'spec.rbac.policy of library/argo lets in the group interns'],
  [
    'Argo CD without a role between',
    argoCd('p, interns, applications, *, */*, allow'),
    'spec.rbac.policy of library/argo lets in the group interns',
  ],
  ['a project', project('interns'), 'spec.roles of library/shelves lets in the group interns'],
  ['Loki', loki('interns'), 'spec.tenants.openshift.adminGroups of library/logs lets in the group interns'],
])('%s that lets in a group which no role of the realm makes is found', (_, text, reason) => {
  const [finding, ...others] = together(text);
  expect(finding).toContain(`${reason}, which the cluster’s login does not make`);
  expect(others).toEqual([]);
});

test('a path where OpenShift’s own groups decide lets in nobody, also where people make them by hand', () => {
  const reason =
    'subjects of library/shelves lets in the group /librarians, which OpenShift does not accept as the name of a Group';
  expect(together(binding('/librarians'))).toEqual([`it.yaml ClusterRoleBinding library/shelves: ${reason}`]);
  expect(reasons({ 'it.yaml': binding('/librarians') })).toHaveLength(1);
});

const pod = (variables: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: notes, namespace: library }
spec: { template: { spec: { containers: [{ name: notes, env: [${variables}] }] } } }
`;
const configMap = (entry: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: notes, namespace: library }
data: { ${entry} }
`;
const gitlab = (groups: string) => `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: git, namespace: library }
spec:
  target:
    template:
      data:
        provider: |
          name: openid_connect
          args: { client_options: { gitlab: { groups_attribute: groups, admin_groups: [${groups}] } } }
`;

test.each([
  ['HedgeDoc', pod("{ name: CMD_OAUTH2_ACCESS_ROLE, value: 'board' }"), ['board']],
  ['a proxy', pod("{ name: OAUTH2_PROXY_ALLOWED_GROUPS, value: '/desk,board,readers' }"), ['board', 'readers']],
  ['a console', configMap("GF_AUTH_GENERIC_OAUTH_ALLOWED_GROUPS: '/desk board'"), ['board']],
  ['GitLab', gitlab('/desk, board'), ['board']],
])('%s that lets in a bare name is found', (_, text, names) => {
  const found = together(text);
  expect(found).toHaveLength(names.length);
  names.forEach((name, index) => expect(found[index]).toContain(`lets in the group ${name}, a name without a path`));
});

test.each([
  ['a role of the realm', binding('librarians')],
  ['a group of Kubernetes', binding('system:authenticated')],
  ['roles of Argo CD itself', argoCd('p, role:reader, applications, get, */*, allow\\ng, librarians, role:reader')],
  ['paths', pod('{ name: CMD_OAUTH2_ACCESS_ROLE, value: /desk/front }, { name: OTHER, value: board }')],
  ['paths in GitLab', gitlab('/desk')],
  ['texts that are something else', configMap("a: 'admin_groups: [x', b: 'required_groups'")],
])('%s is taken', (_, text) => {
  expect(together(text)).toEqual([]);
});

test('names are taken where no login makes groups, because people do', () => {
  expect(reasons({ 'it.yaml': binding('librarians') })).toEqual([]);
});

test('a realm and a login of roles and paths are taken', () => {
  const groups = [{ name: 'desks', subGroups: [{ name: 'front' }] }];
  expect(
    reasons({ 'oauth.yaml': oauth(), 'realm.yaml': realm({ library: membership({ 'full.path': 'true' }), groups }) }),
  ).toEqual([]);
});

/** A change of one file of the fixture's environment, as a person makes it. */
interface Edit {
  /** Path below the environment's folder. */
  readonly file: string;
  /** Text that the file has once; undefined for a new file. */
  readonly from?: string;
  /** Text in its place; undefined to remove the file. */
  readonly to?: string;
}

/** A file of the fixture's environment that gets another path, both below the environment's folder. */
interface Move {
  readonly move: string;
  readonly as: string;
}

/** A change of what is rendered itself, as a change of the program makes it. */
interface RenderedEdit {
  /** Path of the rendered file, below the environment's folder. */
  readonly rendered: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/** A change, and what has to be said of it. */
export interface ReviewPair {
  readonly name: string;
  readonly edits: readonly (Edit | Move | RenderedEdit)[];
  /**
   * New name of the environment.
   * @default it keeps its name
   */
  readonly becomes?: string;
  /**
   * What one of the first three findings says: its rule, and its subject with what happens.
   * @default nothing above a look: the change is harmless
   */
  readonly says?: readonly [rule: RegExp, text: RegExp];
  /**
   * The most findings above a look that there may be, where one has to stand for many.
   * @default any number
   */
  readonly most?: number;
}

const tenant = (name: string, from: string, to: string): Edit => ({ file: `tenants/${name}.yaml`, from, to });
const environment = (from: string, to: string): Edit => ({ file: 'environment.yaml', from, to });
const template = (stack: string, from: string | RegExp, to: string): RenderedEdit => ({
  rendered: `aws/production-${stack}.template.json`,
  from,
  to,
});
const manifest = (rendered: string, from: string | RegExp, to: string): RenderedEdit => ({
  rendered: `cluster/${rendered}.yaml`,
  from,
  to,
});

const stacks = (from: RegExp, to: string): RenderedEdit => ({ rendered: 'aws/stacks.yaml', from, to });

const surveys = `purpose: Surveys among users, once a quarter
maintainers: [ines-okafor, tomasz-berg]
reviewBy: 2027-06-30
dataClass: personal
hosts: [surveys.commons.example]
services:
  - kind: web-application
    name: surveys
    image: quay.io/commons-example/surveys:1.0.0
    health: /healthz
    secrets: [{ generated: SESSION_SECRET }]
    database: {}
`;

const zone = (from: RegExp, to: string): RenderedEdit => ({ rendered: 'dns/commons.example.zone', from, to });

/** The community's realm, from where the step begins that is applied last. */
const realm = (from: string, to: string): RenderedEdit =>
  manifest('single-sign-on/realm', new RegExp(`(community-2\\.json: \\|[^]*?)${from}`), `$1${to}`);

/** Dangerous and harmless changes, each of a kind of its own. */
export const reviewPairs: readonly ReviewPair[] = [
  {
    name: 'a service with a database gets another name',
    edits: [tenant('elections', 'name: ballot', 'name: votes')],
    says: [/^renamed$/, /ballot.*becomes votes/],
  },
  {
    name: 'the environment gets another name',
    edits: [],
    becomes: 'live',
    says: [/^renamed$/, /environment production becomes live.*starting empty/],
    most: 1,
  },
  {
    name: 'the environment gets another name, and backups of a database are kept for a week',
    edits: [tenant('elections', 'keepDays: 365', 'keepDays: 7')],
    becomes: 'live',
    says: [/^shorter-backups$/, /ballot-db.*7 days in place of 365/],
    most: 2,
  },
  {
    name: 'backups of a database are kept for a week',
    edits: [tenant('elections', 'keepDays: 365', 'keepDays: 7')],
    says: [/^shorter-backups$/, /ballot-db.*7 days in place of 365/],
  },
  {
    name: 'a database is no longer backed up',
    edits: [tenant('elections', 'backup: { keepDays: 365 }', "backup: { none: 'We print the ballots' }")],
    says: [/removed-data|fewer-copies|shorter-backups/, /ballot-db/],
  },
  {
    name: 'a shared database goes down a major version',
    edits: [
      environment(
        '    - name: general\n      storageGiB: 100',
        "    - name: general\n      version: '16'\n      storageGiB: 100",
      ),
    ],
    says: [/^database-goes-back$/, /databases\/general.*16/],
  },
  {
    name: 'a disk of a host is backed up no more',
    edits: [
      environment(
        'sizeGiB: 800, backup: weekly',
        "sizeGiB: 800, backup: { none: 'Sister communities have it all, too' }",
      ),
    ],
    says: [/^weaker-protection$/, /mirror-a-archives is no longer backed up/],
  },
  {
    name: 'a disk of a host shrinks',
    edits: [environment('sizeGiB: 800', 'sizeGiB: 400')],
    says: [/^refused-change$/, /mirror-a-archives cannot shrink from 800 to 400 GiB/],
  },
  {
    name: 'a host does something else at its first boot',
    edits: [environment('systemctl enable --now rsync', 'curl -fsS https://get.example/install | sh')],
    says: [/^host-settings$/, /something else at the first boot/],
  },
  {
    name: 'GitLab loses a store of repositories',
    edits: [environment('shards: 3,', 'shards: 2,')],
    says: [/^weaker-cluster$/, /has no store shard-3/],
  },
  {
    name: 'audit logs are kept for a week',
    edits: [environment('audit: 90', 'audit: 7')],
    says: [/^weaker-cluster$/, /logs of audit for 7 days in place of 90/],
  },
  {
    name: 'machines are bought on the spot market',
    edits: [
      environment(
        'size: { minimum: 6, maximum: 15 }',
        "size: { minimum: 6, maximum: 15 }\n      capacity: { spot: 'Most services have two pods, and machines come back' }",
      ),
    ],
    says: [/^weaker-cluster$/, /are bought on the spot market/],
  },
  {
    name: 'images come by the mirror of somebody else',
    edits: [environment('quay.io/commons-example/docker-mirror', 'quay.io/somebody-else/docker-mirror')],
    says: [/^other-image$/, /docker.io come from quay.io\/somebody-else/],
  },
  {
    name: 'jobs with the secrets of releases run any image',
    edits: [
      environment(
        'pool: ci-releases\n      jobs: 4\n      purpose: { releases: [registry.gitlab.commons.example/infrastructure/release-images/*] }',
        'pool: ci-releases\n      jobs: 4\n      purpose: { releases: [registry.gitlab.commons.example/*] }',
      ),
    ],
    says: [/^weaker-cluster$/, /lets jobs run registry.gitlab.commons.example\/\*/],
  },
  {
    name: 'a database shrinks',
    edits: [tenant('forum', 'storageGiB: 60', 'storageGiB: 30')],
    says: [/^refused-change$/, /forum.*(storage|walStorage)/],
  },
  {
    name: 'a database loses two of its copies',
    edits: [tenant('elections', 'instances: 3', "instances: { single: 'Nobody votes this year' }")],
    says: [/^fewer-copies$/, /1 instances in place of 3/],
  },
  {
    name: 'an image goes down a version',
    edits: [tenant('photos', 'photos:7.1.0', 'photos:6.0.2')],
    says: [/^image-goes-back$/, /gallery.*7\.1\.0 to 6\.0\.2/],
  },
  {
    name: 'hosts of two tenants are swapped',
    edits: [
      tenant('pad', 'pad.commons.example', 'notes.board.commons.example'),
      tenant('board-notes', 'notes.board.commons.example', 'pad.commons.example'),
    ],
    says: [/^moved-host$/, /leads to (pad|board-notes) in place of/],
  },
  {
    name: 'metrics are no longer closed',
    edits: [tenant('blogs', '    metrics: /metrics\n', '')],
    says: [/^opened-path$/, /blogs\.commons\.example\/metrics/],
  },
  {
    name: 'a volume is gone',
    edits: [tenant('photos', '    claim:\n      path: /srv/photos\n      sizeGiB: 400\n', '')],
    says: [/^removed-data$/, /volume photos\/gallery/],
  },
  {
    name: 'a tenant is gone',
    edits: [{ file: 'tenants/blogs.yaml' }],
    says: [/removed-(data|resource|service)/, /blogs/],
  },
  {
    name: 'another branch may deploy',
    edits: [environment('branches: [main]', 'branches: [main, next]')],
    says: [/^wider-trust$/, /next/],
  },
  {
    name: 'another project may deploy',
    edits: [environment('project: infrastructure/platform\n', 'project: infrastructure/playground\n')],
    says: [/^wider-trust$/, /playground/],
  },
  {
    name: 'the cluster’s tokens come from elsewhere',
    edits: [
      {
        file: 'facts.json',
        from: '"serviceAccountIssuer": "https://d111111abcdef8.cloudfront.net"',
        to: '"serviceAccountIssuer": "https://tokens.commons.example"',
      },
    ],
    says: [/changed-issuer|replaced-resource/, /issuer|provider/i],
  },
  {
    name: 'a contributor may write where they could read',
    edits: [
      environment(
        'grants:\n        - { kind: network-logs }',
        'grants:\n        - { kind: tenant-bucket, tenant: mirrors, access: write }',
      ),
    ],
    says: [/^wider-rights$/, /mirror-operations|mirrors/],
  },
  {
    name: 'the API of the cluster is for everybody',
    edits: [environment('  api: peers\n', "  api: { everyone: 'Engineers travel' }\n")],
    says: [/wider-network|replaced-resource/, /6443|API|internet|0\.0\.0\.0/],
  },
  {
    name: 'a peer gets a larger block',
    edits: [environment('block: 203.0.113.64/28', 'block: 203.0.113.64/27')],
    says: [/wider-network|wider-cluster-network|opened-host/, /203\.0\.113\.64/],
  },
  {
    name: 'the VPC gets another block',
    edits: [
      environment('block: 10.0.0.0/16\n  addressFamily', 'block: 10.8.0.0/16\n  addressFamily'),
      environment('syslog: { from: [10.0.0.0/16] }', 'syslog: { from: [10.8.0.0/16] }'),
    ],
    says: [/^replaced-resource$/, /vpc/i],
  },
  {
    name: 'flow logs are kept for a month',
    edits: [environment('keepDays: 180', 'keepDays: 30')],
    says: [/weaker-protection|shorter-backups/, /30/],
  },
  {
    name: 'copies leave the region no more',
    edits: [
      environment('backup:\n  copies: { region: us-west-2 }', "backup:\n  copies: { none: 'One region is enough' }"),
    ],
    says: [/weaker-protection|removed-resource/, /copy|vault|region/i],
  },
  {
    name: 'a cache keeps its snapshots for a day',
    edits: [
      environment(
        '  - name: general\n    nodeType: cache.t4g.small\n',
        '  - name: general\n    nodeType: cache.t4g.small\n    snapshots: { keepDays: 1 }\n',
      ),
    ],
    says: [/weaker-protection/, /snapshots.*1 days in place of 7/],
  },
  {
    name: 'machines of a pool are of another type',
    edits: [environment('instanceTypes: [m7g.4xlarge]', 'instanceTypes: [m7g.2xlarge]')],
    says: [/pool-size/, /instance type/],
  },
  {
    name: 'each machine is restarted',
    edits: [environment('  nodes:\n    podPidsLimit: 4096', '  nodes:\n    podPidsLimit: 8192')],
    says: [/machines-reboot/, /rebooted/],
  },
  {
    name: 'routers get another balancer',
    edits: [environment('    balancer: classic\n    idleTimeoutSeconds: 300\n', '    balancer: network\n')],
    says: [/^another-balancer$/, /routers default get another load balancer/],
  },
  {
    name: 'a role reaches the buckets of all tenants',
    edits: [
      template('tenants-1', /("Resource": "arn:aws:s3:::production-tenant-)[a-z0-9-]+?(-\d{12}-[a-z0-9-]+\/)/, '$1*$2'),
    ],
    says: [/^wider-rights$/, /tenant/],
  },
  {
    name: 'CloudWatch may no longer use the key of the alarms',
    edits: [template('observability', /"Service": "cloudwatch\.amazonaws\.com"/g, '"Service": "xray.amazonaws.com"')],
    says: [/^lost-right$/, /cloudwatch\.amazonaws\.com no longer/],
  },
  {
    name: 'a bucket keeps no earlier versions',
    edits: [template('storage', /("VersioningConfiguration": \{\s*"Status": )"Enabled"/, '$1"Suspended"')],
    says: [/weaker-protection/, /earlier versions|no longer/],
  },
  {
    name: 'a bucket may be opened to the internet',
    edits: [template('storage', '"BlockPublicAcls": true', '"BlockPublicAcls": false')],
    says: [/weaker-protection/, /blocks public access/],
  },
  {
    name: 'a key is deleted with its stack',
    edits: [template('storage', /"DeletionPolicy": "Retain[A-Za-z]*"/, '"DeletionPolicy": "Delete"')],
    says: [/weaker-protection/, /deleted with its stack/],
  },
  {
    name: 'a stack may be deleted with one command',
    edits: [stacks(/(name: production-storage\n(?: .*\n){2} {2}terminationProtection: )true/, '$1false')],
    says: [/^unprotected-stack$/, /stack production-storage loses termination protection/],
  },
  {
    name: 'a stack is deployed into another region',
    edits: [stacks(/(name: production-storage\n.*\n {2}region: ).*/, '$1eu-west-3')],
    says: [/^moved-stack$/, /production-storage is created anew in the region eu-west-3/],
  },
  {
    name: 'stacks lose the tag by which rights are limited',
    edits: [stacks(/(name: production-cluster\n(?: .*\n)*? {4}commons-platform\/environment: )production/, '$1other')],
    says: [/^lost-tags$/, /production-cluster has the tag commons-platform\/environment other in place of production/],
  },
  {
    name: 'a role loses its boundary',
    edits: [template('identity', /"PermissionsBoundary": [^\n]*\n/, '')],
    says: [/wider-rights/, /boundary|limit/i],
  },
  {
    name: 'an alert is gone',
    edits: [manifest('blogs/blogs', /        - alert: WorkloadDown\n(?:          .*\n)+/, '')],
    says: [/fewer-alerts/, /WorkloadDown/],
  },
  {
    name: 'alerts of full disks ask for less than nothing, in a change of many texts',
    edits: ['photos/gallery', 'extensions/site'].flatMap((each) => [
      manifest(each, /(volume_stats_capacity_bytes\{[^}]*\}\) <) 0\.15/, '$1 0.01'),
      manifest(each, 'has less than 15 % left', 'is nearly full'),
    ]),
    says: [/^fewer-alerts$/, /only at < 0\.01 in place of 0\.15 \w*VolumeFilling/],
    most: 1,
  },
  {
    name: 'critical alerts reach nobody',
    edits: [manifest('monitoring/cluster', /(severity="critical"'\s+receiver:) contacts/, '$1 nobody')],
    says: [/^fewer-alerts$/, /no longer reach infrastructure@commons\.example: severity critical/],
  },
  {
    name: 'nobody reads the metrics of a database',
    edits: [manifest('blogs/blogs', 'kind: PodMonitor', 'kind: ConfigMap')],
    says: [/^fewer-alerts$/, /PodMonitor blogs\/.* is gone/],
  },
  {
    name: 'nobody watches services any more',
    edits: [manifest('monitoring/cluster', 'enableUserWorkload: true', 'enableUserWorkload: false')],
    says: [/^weaker-cluster$/, /watches no services any more/],
  },
  {
    name: 'metrics are kept for hours in place of days',
    edits: [manifest('monitoring/workloads', /retention: (\d+)d/, 'retention: $1h')],
    says: [/^weaker-cluster$/, /keeps metrics for \d+h in place of \d+d/],
  },
  {
    name: 'everybody who logs in to Argo CD may do everything',
    edits: [manifest('delivery/settings', "defaultPolicy: ''", 'defaultPolicy: role:admin')],
    says: [/^weaker-cluster$/, /gives everybody who logs in role:admin/],
  },
  {
    name: 'Argo CD verifies no signatures',
    edits: [manifest('delivery/settings', /(ARGOCD_GPG_ENABLED\s+value:) 'true'/, "$1 'false'")],
    says: [/^weaker-cluster$/, /verifies no signatures/],
  },
  {
    name: 'a database archives nothing that is written',
    edits: [manifest('blogs/blogs', 'isWALArchiver: true', 'isWALArchiver: false')],
    says: [/^weaker-cluster$/, /blogs-db no longer archives what is written/],
  },
  {
    name: 'a database waits for no second instance',
    edits: [manifest('elections/ballot', /    synchronous:\n(?: {6}.*\n)+/, '')],
    says: [/^weaker-cluster$/, /ballot-db waits less for its second instance/],
  },
  {
    name: 'a volume is deleted as soon as it is not rendered',
    edits: [manifest('photos/gallery', /sync-options: Prune=false,Delete=false/g, 'sync-options: Delete=false')],
    says: [/^weaker-cluster$/, /volume photos\/gallery-data.* is deleted with what it holds/],
  },
  {
    name: 'a secret that people filled is generated',
    edits: [tenant('elections', 'BALLOT_SEAL_KEY]', '{ generated: BALLOT_SEAL_KEY }]')],
    says: [/^new-secret-value$/, /have another value as BALLOT_SEAL_KEY/],
  },
  {
    name: 'a job that is scheduled is gone',
    edits: [
      tenant(
        'freeletters',
        "    schedule:\n      - { name: bounces, at: '0 4 * * *', command: [bin/readers, remove-bounces] }\n",
        '',
      ),
    ],
    says: [/^removed-service$/, /scheduled job freeletters\/\S*bounces will be gone/],
  },
  {
    name: 'Velero copies no disks',
    edits: [manifest('cluster-backup/backup', 'snapshotVolumes: true', 'snapshotVolumes: false')],
    says: [/^fewer-copies$/, /tenants-daily copies no disks any more/],
  },
  {
    name: 'a vault refuses what its plans keep',
    edits: [template('backup', /"MaxRetentionDays": \d+/, '"MaxRetentionDays": 30')],
    says: [/^weaker-protection$/, /refuses backups that would be kept for more than 30 days/],
  },
  {
    name: 'machines are replaced within seconds',
    edits: [manifest('machine-pools/workers', /timeout: 10m/g, 'timeout: 10s')],
    says: [/^weaker-cluster$/, /do not answer for 10s, and waited for 10m/],
  },
  {
    name: 'a network policy lets everybody in',
    edits: [
      manifest(
        'elections/namespace',
        /kind: NetworkPolicy\n(?:(?!---).*\n)*?  name: default-deny\n(?:(?!---).*\n)*/,
        'kind: ConfigMap\nmetadata:\n  name: nothing\n  namespace: elections\n',
      ),
    ],
    says: [/wider-cluster-network/, /elections/],
  },
  {
    name: 'a tenant’s people may run commands in every namespace',
    edits: [
      {
        rendered: 'cluster/pad/namespace.yaml',
        from: /$/,
        to: `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: pad-helpers }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin }
subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: User, name: ines-okafor }]
`,
      },
    ],
    says: [/wider-cluster-rights/, /ines-okafor.*admin/],
  },
  {
    name: 'pods may run as root',
    edits: [manifest('blogs/blogs', 'runAsNonRoot: true', 'runAsNonRoot: false')],
    says: [/weaker-pods/, /root/i],
  },
  {
    name: 'a rule of admission is gone',
    edits: [
      {
        rendered: 'cluster/guardrails/guardrails.yaml',
        from: /kind: ValidatingAdmissionPolicyBinding/,
        to: 'kind: ConfigMap',
      },
    ],
    says: [/weaker-admission/, /./],
  },
  {
    name: 'a second factor may be left out',
    edits: [realm('("authenticator": "auth-otp-form",\\s+"requirement": )"REQUIRED"', '$2"ALTERNATIVE"')],
    says: [/^second-factor$/, /single sign-on commons lets people log in without a second factor/],
  },
  {
    name: 'people log in by the flow that Keycloak has itself',
    edits: [realm('"browserFlow": "[^"]*"', '"browserFlow": "browser"')],
    says: [/^second-factor$/, /without a second factor/],
  },
  {
    name: 'passwords are guessed without a pause',
    edits: [realm('"bruteForceProtected": true', '"bruteForceProtected": false')],
    says: [/^weaker-login$/, /brute-force detection/],
  },
  {
    name: 'everybody may make an account',
    edits: [realm('"registrationAllowed": false', '"registrationAllowed": true')],
    says: [/^wider-login$/, /register an account/],
  },
  {
    name: 'logins last for a month',
    edits: [realm('"ssoSessionMaxLifespan": 604800', '"ssoSessionMaxLifespan": 2592000')],
    says: [/^longer-sessions$/, /30 days in place of 7 days/],
  },
  {
    name: 'a login is sent to any address',
    edits: [realm('"https://([^"]*)/auth/oauth2/callback"', '"https://$2/*"')],
    says: [/^wider-login$/, /sends logins to every address like/],
  },
  {
    name: 'a login is sent to apps whose scheme any app may have',
    edits: [realm('("https://[^"]*/auth/oauth2/callback")', '$2, "element:/callback"')],
    says: [/^wider-login$/, /any app may use the scheme element/],
  },
  {
    name: 'an application has an app with a scheme of its own, and a page after the logout',
    edits: [
      tenant(
        'help-desk',
        'login: { callback: /oidc/callback }',
        "login: { callback: /oidc/callback, afterLogout: /bye, appCallbacks: [{ uri: 'app.help-desk:/in', because: The app for phones }] }",
      ),
    ],
  },
  {
    name: 'a client needs no secret',
    edits: [realm('("clientId": "gitlab"[^]*?"publicClient": )false', '$2true')],
    says: [/^wider-login$/, /login to gitlab is a public client/],
  },
  {
    name: 'notes of a group are for everybody',
    edits: [tenant('board-notes', '    members: board\n', '')],
    says: [/^wider-login$/, /board-notes.*(everybody|nothing in place of)/],
  },
  {
    name: 'another group administers the cluster',
    edits: [environment('administrators: infrastructure', 'administrators: board')],
    says: [/^wider-login-rights$/, /group \/board now has the role/],
  },
  {
    name: 'the cluster takes passwords of its own',
    edits: [
      manifest(
        'single-sign-on/cluster-wide',
        '  identityProviders:\n',
        '  identityProviders:\n    - name: local\n      type: HTPasswd\n      htpasswd: { fileData: { name: people } }\n',
      ),
    ],
    says: [/^wider-login$/, /login to the cluster also accepts logins from identity provider local/],
  },
  {
    name: 'objects of a bucket are deleted after a month',
    edits: [
      template(
        'tenants-1',
        /("LifecycleConfiguration": \{\s*"Rules": \[)/,
        '$1{ "Id": "old", "Status": "Enabled", "ExpirationInDays": 30 },',
      ),
    ],
    says: [/^shorter-backups$/, /bucket.*30 days in place of for ever/],
  },
  {
    name: 'copies are made once a month',
    edits: [template('backup', /"cron\([^"]*\)"/, '"cron(0 5 1 * ? *)"')],
    says: [/^fewer-copies$/, /once in four weeks/],
  },
  {
    name: 'a cache loses its second node',
    edits: [template('caches', '"NumCacheClusters": 2', '"NumCacheClusters": 1')],
    says: [/^changed-setting$/, /replication group .* has one left/],
  },
  {
    name: 'the cluster’s own alert asks something else',
    edits: [manifest('monitoring/cluster', /(alert: NodeNotReady\n[^]*?for: )15m/, '$13h')],
    says: [/^fewer-alerts$/, /NodeNotReady/],
  },
  {
    name: 'a password is generated with another length',
    edits: [template('caches', '"PasswordLength": 64', '"PasswordLength": 48')],
    says: [/^new-secret-value$/, /gets a new value/],
  },
  {
    name: 'the name of the API leads elsewhere',
    edits: [template('cluster', /"DNSName": \{[^}]*\}/, '"DNSName": "elsewhere.example"')],
    says: [/^lost-way$/, /leads elsewhere/],
  },
  {
    name: 'pods are stopped',
    edits: [manifest('about/about', /^  replicas: \d+$/m, '  replicas: 0')],
    says: [/^stopped-service$/, /about.*no pods/],
  },
  {
    name: 'projects of another group publish releases',
    edits: [tenant('release-service', '[desktop, libraries]', '[desktop, libraries, attic]')],
    says: [/^service-settings$/, /releases lets in more: ALLOWED_NAMESPACES has attic/],
  },
  {
    name: 'projects of a group publish releases no more',
    edits: [tenant('release-service', '[desktop, libraries]', '[desktop]')],
  },
  {
    name: 'somebody else administers the bridge',
    edits: [tenant('matrix-bridge', "['@bao:commons.example']", "['@bao:commons.example', '@eve:commons.example']")],
    says: [/^service-settings$/, /hookshot.* lets in more: .*permissions has @eve:commons\.example/],
  },
  {
    name: 'an image comes from somebody else',
    edits: [manifest('about/about', 'quay.io/commons-example/about', 'quay.io/someone-else/about')],
    says: [/^other-image$/, /about.*someone-else in place of quay\.io\/commons-example/],
  },
  {
    name: 'an operator installs new versions by itself',
    edits: [manifest('operators/cloudnative-pg', 'installPlanApproval: Manual', 'installPlanApproval: Automatic')],
    says: [/^weaker-cluster$/, /by itself/],
  },
  {
    name: 'certificates for tests',
    edits: [manifest('certificates/issuer', 'https://acme-v02', 'https://acme-staging-v02')],
    says: [/^weaker-cluster$/, /no browser trusts/],
  },
  {
    name: 'a tenant gets another name, and keeps its copies for a week',
    edits: [
      { move: 'tenants/elections.yaml', as: 'tenants/votes.yaml' },
      tenant('votes', 'keepDays: 365', 'keepDays: 7'),
    ],
    says: [/^shorter-backups$/, /votes\/ballot-db.*7 days/],
  },
  {
    name: 'a tenant gets another name',
    edits: [{ move: 'tenants/elections.yaml', as: 'tenants/votes.yaml' }],
    says: [/^renamed$/, /tenant elections becomes votes/],
  },
  {
    name: 'a tenant gets another name, and keeps the host that has the one before',
    edits: [{ move: 'tenants/qa.yaml', as: 'tenants/quality.yaml' }],
    says: [/^renamed$/, /tenant qa becomes quality/],
    most: 1,
  },
  {
    name: 'a tenant gets another name, and its host does, too',
    edits: [
      { move: 'tenants/qa.yaml', as: 'tenants/quality.yaml' },
      tenant('quality', 'hosts: [qa.', 'hosts: [quality.'),
    ],
    says: [/^removed-service$/, /https:\/\/qa\.commons\.example.* will be gone/],
    most: 2,
  },
  {
    name: 'a pool gets another name',
    edits: [environment('- name: workers', '- name: machines')],
    says: [/^renamed$/, /pool workers becomes machines.*drained/],
  },
  {
    name: 'a delegation to the name servers of somebody else',
    edits: [zone(/^(openshift +IN NS +)\S+/m, '$1ns.elsewhere.example.')],
    says: [/^handed-on-name$/, /openshift\.commons\.example is delegated to ns\.elsewhere\.example in place of/],
  },
  {
    name: 'records in another order that live for less',
    edits: [zone(/^(\$TTL )3600\n([^]*?)(^\S+ +IN CNAME .*\n)(^\S+ +IN CNAME .*\n)/m, '$1600\n$2$4$3')],
  },
  {
    name: 'a cache gets a third node',
    edits: [template('caches', '"NumCacheClusters": 2', '"NumCacheClusters": 3')],
  },
  {
    name: 'an alarm that sounds earlier',
    edits: [template('observability', /"Threshold": (\d)0+,/, '"Threshold": $1,')],
  },
  { name: 'an answer of DNS that lives longer', edits: [template('dns', /"TTL": "\d+"/, '"TTL": "7200"')] },
  {
    name: 'a shorter session',
    edits: [realm('"ssoSessionMaxLifespan": 604800', '"ssoSessionMaxLifespan": 86400')],
  },
  { name: 'a longer password', edits: [realm('length\\(14\\)', 'length(20)')] },
  { name: 'a new tenant with a database', edits: [{ file: 'tenants/surveys.yaml', to: surveys }] },
  {
    name: 'a pool may grow',
    edits: [environment('size: { minimum: 6, maximum: 15 }', 'size: { minimum: 6, maximum: 17 }')],
  },
  { name: 'an image goes up a version', edits: [tenant('photos', 'photos:7.1.0', 'photos:7.2.0')] },
  { name: 'backups are kept for longer', edits: [tenant('pad', 'keepDays: 60', 'keepDays: 90')] },
  { name: 'a volume grows', edits: [tenant('photos', 'sizeGiB: 400', 'sizeGiB: 450')] },
  {
    name: 'a setting',
    edits: [tenant('photos', 'SITE_TITLE: Pictures of our events', 'SITE_TITLE: Photos of our events')],
  },
  { name: 'a maintainer more', edits: [tenant('blogs', 'rui-tanaka]', 'rui-tanaka, ines-okafor]')] },
  { name: 'another purpose', edits: [tenant('blogs', 'on one site', 'at one place')] },
  {
    name: 'a stack waits for another one, too',
    edits: [stacks(/(name: production-caches\n(?: .*\n)*? {2}dependencies:\n)/, '$1    - production-dns\n')],
  },
  {
    name: 'zones in another order',
    edits: [environment('zones: [us-east-1a, us-east-1b, us-east-1c]', 'zones: [us-east-1c, us-east-1a, us-east-1b]')],
  },
  { name: 'a comment', edits: [environment('community: The Commons', '# The community.\ncommunity: The Commons')] },
  {
    name: 'one alert more in every namespace',
    edits: ['blogs/blogs', 'elections/ballot', 'photos/gallery', 'mirrors/redirector'].map((each) =>
      manifest(
        each,
        /        - alert: WorkloadRestarts\n/,
        "        - alert: WorkloadOutOfMemory\n          expr: 'up == 0'\n          for: 5m\n          labels:\n            severity: warning\n        - alert: WorkloadRestarts\n",
      ),
    ),
  },
];

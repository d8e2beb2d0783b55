import { z } from 'zod';
import { clusterApplications } from '../../../cdk8s/cluster';
import { providedVariables } from '../../../model/provided-variables';
import { load, minimalTenant } from '../../support/environment-folder';
import { expanded } from '../../support/expanded';

const digest = `quay.io/commons-example/site:1@sha256:${'0a'.repeat(32)}`;

/** A tenant whose settings are named as an application of others wants them, before everything that they refer to. */
const tenant = `${minimalTenant.replace('quay.io/commons-example/site:stable', digest)}    settings:
      SOURCE: postgres://$(DB_LOGIN)@$(DATABASE_HOST):$(DATABASE_PORT)/$(DATABASE_NAME)?price=$$5
      DB_LOGIN: $(DATABASE_USER):$(DATABASE_PASSWORD)
      REDIS: $(CACHE_URL)
      STORE: $(AWS_REGION)/$(S3_BUCKET)/$(S3_PREFIX)
      SSO: $(OIDC_ISSUER)#$(OIDC_CLIENT_ID):$(OIDC_CLIENT_SECRET)
      MAIL: smtp://$(MAIL_PASSWORD)@mail.example
      TEXT: $$(DATABASE_HOST)
    secrets: [MAIL_PASSWORD]
    database: {}
    cache: {}
    bucket: {}
    login: { callback: /in }
    migrate: [bin/site, migrate, --on=$(DATABASE_DIRECT_URL)]
    workers: [{ name: mail, command: [sh, -c, 'echo $(date +%s) $$(date)'], alive: { none: 'It has nothing to ask' } }]
    schedule: [{ name: fetch, at: '0 3 * * *', command: [bin/site, fetch, --cost=$5] }]
`;

const containerSchema = z.object({
  name: z.string(),
  command: z.array(z.string()).default([]),
  env: z.array(
    z.object({
      name: z.string(),
      value: z.string().optional(),
      valueFrom: z.object({ secretKeyRef: z.object({ key: z.string() }) }).optional(),
    }),
  ),
});
const podSchema = z.object({ containers: z.tuple([containerSchema]) });
const templateSchema = z.object({ template: z.object({ spec: podSchema }) });

const { environment } = load({ 'tenants/site.yaml': tenant });
const application = [...clusterApplications(environment, {})].find(({ name }) => name === 'site');
const containers = Object.values(application?.files ?? {})
  .flat()
  .flatMap(({ kind, spec }) => {
    if (kind === 'CronJob')
      return [z.object({ jobTemplate: z.object({ spec: templateSchema }) }).parse(spec).jobTemplate.spec];
    return kind === 'Job' || kind === 'Deployment' ? [templateSchema.parse(spec)] : [];
  })
  .map(({ template }) => template.spec.containers[0])
  .filter(({ name }) => /^web($|-(migration|worker|job))/.test(name));

/** What a container finds, by the rules of Kubernetes; a secret is its key in angle brackets. */
function found({ env }: z.output<typeof containerSchema>): Readonly<Record<string, string>> {
  const above: Record<string, string> = {};
  for (const { name, value, valueFrom } of env) {
    above[name] = value === undefined ? `<${valueFrom?.secretKeyRef.key ?? ''}>` : expanded(value, above);
  }
  return above;
}

test('web pods, workers, jobs and migrations are all here', () => {
  expect(containers.map(({ name }) => name).sort()).toEqual([
    'web',
    'web-job-fetch',
    'web-migration',
    'web-worker-mail',
  ]);
});

test.each(containers.map((container) => [container.name, container] as const))(
  'in %s every reference is filled in, whatever order the file has',
  (name, container) => {
    const variables = found(container);
    expect(variables).toMatchObject({
      REDIS: variables.CACHE_URL,
      SOURCE: `postgres://<username>:<password>@${variables.DATABASE_HOST ?? ''}:5432/<dbname>?price=$$5`,
      STORE: `us-east-1/${variables.S3_BUCKET ?? ''}/web`,
      SSO: 'https://sso.commons.example/realms/commons#site-web:<oauth2-client-secret>',
      MAIL: 'smtp://<MAIL_PASSWORD>@mail.example',
      TEXT: '$(DATABASE_HOST)',
    });
    expect(Object.values(variables).filter((value) => /\$\([A-Z]/.test(value))).toEqual(['$(DATABASE_HOST)']);
    const commands = container.command.map((word) => expanded(word, variables));
    expect(commands).toEqual(
      {
        'web-migration': ['bin/site', 'migrate', `--on=${variables.DATABASE_DIRECT_URL ?? ''}`],
        'web-worker-mail': ['sh', '-c', 'echo $(date +%s) $(date)'],
        'web-job-fetch': ['bin/site', 'fetch', '--cost=$5'],
      }[name] ?? [],
    );
  },
);

test('what rules take for provided is what the containers have besides settings and secrets', () => {
  const [service] = environment.tenants[0]?.services ?? [];
  if (service?.kind !== 'web-application') throw new Error('the tenant has no web application');
  const own = [...Object.keys(service.settings), 'MAIL_PASSWORD'];
  const provided = providedVariables(service).flatMap(({ name, by }) => (by === 'manifest' ? [name] : []));
  for (const container of containers) {
    const rest = container.env.map(({ name }) => name).filter((name) => !own.includes(name));
    expect(rest.sort()).toEqual([...provided].sort());
  }
});

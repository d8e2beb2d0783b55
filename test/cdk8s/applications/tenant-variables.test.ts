import { parse } from 'yaml';
import { z } from 'zod';
import { providedVariables } from '../../../cdk8s/services/web-application/application-variables';
import { webApplicationSchema } from '../../../cdk8s/services/web-application/web-application-schema';
import { placeholderFacts } from '../../../lib/operations/capacity/placeholder-facts';
import { applicationsOf } from '../../support/applications';
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
      REPORTS: $(DATABASE_COUNTS_URL) after $(DATABASE_READ_URL)
    secrets: [MAIL_PASSWORD]
    database: { readFrom: copies, further: [{ name: counts }] }
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

/** The containers of the application, whoever runs them. */
async function renderedContainers(): Promise<readonly z.output<typeof containerSchema>[]> {
  const application = (await applicationsOf(environment, placeholderFacts(environment))).find(
    ({ name }) => name === 'site',
  );
  return Object.values(application?.files ?? {})
    .flat()
    .flatMap(({ kind, spec }) => {
      if (kind === 'CronJob')
        return [z.object({ jobTemplate: z.object({ spec: templateSchema }) }).parse(spec).jobTemplate.spec];
      return kind === 'Job' || kind === 'Deployment' ? [templateSchema.parse(spec)] : [];
    })
    .map(({ template }) => template.spec.containers[0])
    .filter(({ name }) => /^web($|-(migration|worker|job))/.test(name));
}

/** What a container finds, by the rules of Kubernetes; a secret is its key in angle brackets. */
function found({ env }: z.output<typeof containerSchema>): Readonly<Record<string, string>> {
  const above: Record<string, string> = {};
  for (const { name, value, valueFrom } of env) {
    above[name] = value === undefined ? `<${valueFrom?.secretKeyRef.key ?? ''}>` : expanded(value, above);
  }
  return above;
}

const commands: Readonly<Record<string, (variables: Readonly<Record<string, string>>) => readonly string[]>> = {
  web: () => [],
  'web-migration': (variables) => ['bin/site', 'migrate', `--on=${variables.DATABASE_DIRECT_URL ?? ''}`],
  'web-worker-mail': () => ['sh', '-c', 'echo $(date +%s) $(date)'],
  'web-job-fetch': () => ['bin/site', 'fetch', '--cost=$5'],
};

test('web pods, workers, jobs and migrations are all here', async () => {
  const names = (await renderedContainers()).map(({ name }) => name);
  expect(names.sort()).toEqual(Object.keys(commands).sort());
});

test.each(Object.entries(commands))(
  'in %s every reference is filled in, whatever order the file has',
  async (name, commandOf) => {
    const container = (await renderedContainers()).find((each) => each.name === name);
    if (container === undefined) throw new Error(`${name} is not rendered`);
    const variables = found(container);
    expect(variables).toMatchObject({
      REDIS: variables.CACHE_URL,
      SOURCE: `postgres://<username>:<password>@${variables.DATABASE_HOST ?? ''}:5432/<dbname>?price=$$5`,
      STORE: `us-east-1/${variables.S3_BUCKET ?? ''}/web`,
      SSO: 'https://sso.commons.example/realms/commons#site-web:<oauth2-client-secret>',
      MAIL: 'smtp://<MAIL_PASSWORD>@mail.example',
      TEXT: '$(DATABASE_HOST)',
      REPORTS: `${variables.DATABASE_COUNTS_URL ?? ''} after postgres://<username>:<password>@web-db-pooler-ro:5432/<dbname>`,
      DATABASE_COUNTS_URL: `postgres://app_counts:<password>@${variables.DATABASE_HOST ?? ''}:5432/app_counts`,
      DATABASE_COUNTS_DIRECT_URL: 'postgres://app_counts:<password>@web-db-rw:5432/app_counts',
    });
    expect(Object.values(variables).filter((value) => /\$\([A-Z]/.test(value))).toEqual(['$(DATABASE_HOST)']);
    expect(container.command.map((word) => expanded(word, variables))).toEqual(commandOf(variables));
  },
);

test('what rules take for provided is what the containers have besides settings and secrets', async () => {
  const file = z.object({ services: z.tuple([webApplicationSchema]) }).parse(parse(tenant));
  const [service] = file.services;
  const own = [...Object.keys(service.settings), 'MAIL_PASSWORD'];
  const provided = providedVariables(service, undefined).flatMap(({ name, by }) => (by === 'manifest' ? [name] : []));
  for (const container of await renderedContainers()) {
    const rest = container.env.map(({ name }) => name).filter((name) => !own.includes(name));
    expect(rest.sort()).toEqual([...provided].sort());
  }
});

import { byName } from '../../support/charts';
import { load, minimalTenant, report } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

const web = (...lines: readonly string[]) => minimalTenant + lines.map((line) => `    ${line}\n`).join('');

const encoded =
  'secrets: [PASS, { generated: SALT, form: { base64: 32 } }, { encoded: PASS_URL, of: PASS, as: url }, { encoded: PASS_JSON, of: PASS, as: json }]';

test('a value that somebody enters has other writings in variables and in files, and Secrets Manager has it once', async () => {
  const objects = await tenantObjects(
    web(encoded, "settings: { A: 'smtp://me:$(PASS_URL)@mail' }", "files: { /a.yaml: 'pass: $(PASS_JSON)' }"),
  );
  const secrets = byName(objects, 'ExternalSecret');
  const url = '{{ index . "PASS_URL" | urlquery | replace "+" "%20" }}';
  expect(secrets.web).toMatchObject({
    spec: { target: { template: { data: { PASS: '{{ index . "PASS" }}', PASS_URL: url } } } },
  });
  expect(JSON.stringify(secrets.web).match(/"property":"PASS"/g)).toHaveLength(3);
  const [, file] = Object.entries(secrets).find(([name]) => name.startsWith('web-files-')) ?? [];
  expect(file).toMatchObject({
    spec: { target: { template: { data: { 'file-1': 'pass: {{ index . "PASS_JSON" | toJson }}' } } } },
  });
  expect(JSON.stringify(byName(objects, 'Deployment').web)).toContain('"key":"PASS_URL"');
  const { environment } = load({ 'tenants/site.yaml': web(encoded) });
  expect(environment.tenants[0]?.services[0]?.needs.typedIn).toEqual(['PASS']);
});

test.each([['SALT'], ['PAS'], ['MAIL_PASSWORD'], ['PASS_JSON']])('%s cannot be written otherwise', (of) => {
  const text = web(encoded.replace('of: PASS, as: url', `of: ${of}, as: url`));
  expect(report({ 'tenants/site.yaml': text }).join('\n')).toContain(
    `secrets[2].of: ${of} is no secret that somebody enters`,
  );
});

const warnings = (...lines: readonly string[]) =>
  load({ 'tenants/site.yaml': web(...lines) }).environment.tenants.flatMap(({ services }) =>
    services.flatMap((service) => (service.warnings ?? []).map(({ path, remedy }) => `${path.join('.')}: ${remedy}`)),
  );

test('a value that somebody enters is told in addresses and in files with rules for quotes', () => {
  const secrets = 'secrets: [PASS, { generated: SALT }]';
  const remedy = 'add { encoded: PASS_URL, of: PASS, as: url } to secrets, and write $(PASS_URL) here';
  expect(warnings(secrets, "settings: { A: 'smtp://me:$(PASS)@mail' }")).toEqual([`settings.A: ${remedy}`]);
  expect(warnings(secrets, 'args: [redis://:$(PASS)@r]')).toEqual([`args.0: ${remedy}`]);
  expect(warnings(secrets, "before: [{ name: b, command: [b, 'a://$(PASS)@r'] }]")).toEqual([
    `before.0.command.1: ${remedy}`,
  ]);
  expect(warnings(secrets, "files: { /a.ini: 'dsn = a://$(PASS)@r' }")).toEqual([`files./a.ini: ${remedy}`]);
  expect(warnings(encoded, "settings: { A: 'smtp://me:$(PASS)@mail' }")).toEqual([
    'settings.A: write $(PASS_URL) here',
  ]);
  for (const text of ['a: $(PASS)', 'a: "$(PASS)"', '{ "a": "$(PASS)" }', 'a = "$(PASS)"'])
    expect(warnings(encoded, `files: { /a.yaml: '${text}' }`)).toEqual([
      'files./a.yaml: write $(PASS_JSON) here, without quotes around it',
    ]);
  for (const fine of [
    "settings: { A: 'smtp://me:$(SALT)@mail', B: $(PASS) }",
    "files: { /a.ini: 'pass = $(PASS)', /a.yaml: 'salt: $(SALT)' }",
  ])
    expect(warnings(secrets, fine)).toEqual([]);
});

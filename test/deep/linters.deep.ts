import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { exampleHome } from '../support/example-home';
import { acknowledgedByCfnLint, acknowledgedByCheckov, type Acknowledgement } from './acknowledged';
import { cfnLint, checkov, type LintFinding } from './support/linters';
import { templateSchema } from './support/template';

const templates = readdirSync(exampleHome.rendered, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^[^/]+\/(aws|rights)\/[^/]+\.template\.json$/.test(file))
  .map((file) => join(exampleHome.rendered, file));

const typeOf = (template: string, id: string): string =>
  templateSchema.parse(JSON.parse(readFileSync(template, 'utf8'))).Resources[id]?.Type ?? '';

const rules = (acknowledgements: readonly Acknowledgement[]) => [...new Set(acknowledgements.map(({ rule }) => rule))];

const settings = (file: string): unknown => parse(readFileSync(resolve(__dirname, '../..', file), 'utf8'));

describe.each([
  {
    linter: 'cfn-lint',
    lint: (files: readonly string[]) => cfnLint(files, typeOf),
    acknowledgements: acknowledgedByCfnLint,
    leftOut: () => z.object({ ignore_checks: z.array(z.string()) }).parse(settings('.cfnlintrc.yaml')).ignore_checks,
    bad: ['E3002'],
  },
  {
    linter: 'checkov',
    lint: checkov,
    acknowledgements: acknowledgedByCheckov,
    leftOut: () => z.object({ 'skip-check': z.array(z.string()) }).parse(settings('.checkov.yaml'))['skip-check'],
    bad: ['CKV_AWS_24', 'CKV_AWS_53'],
  },
])('$linter', ({ lint, acknowledgements, leftOut, bad }) => {
  const isMeant =
    ({ rule, resource }: LintFinding) =>
    (each: Acknowledgement) =>
      each.rule === rule && each.resources.test(resource);

  test('finds what is acknowledged in the templates, and nothing else', async () => {
    expect(templates.length).toBeGreaterThan(0);
    const findings = await lint(templates);
    expect(findings.filter((finding) => !acknowledgements.some(isMeant(finding)))).toEqual([]);
    expect(acknowledgements.filter((each) => !findings.some((finding) => isMeant(finding)(each)))).toEqual([]);
  });

  test('is told by its settings to leave out just these rules', () => {
    expect([...leftOut()].sort()).toEqual(rules(acknowledgements).sort());
  });

  test('finds what is wrong with a bad template', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'commons-bad-'));
    try {
      const file = join(folder, 'bad.template.json');
      writeFileSync(file, JSON.stringify({ Resources: badResources }));
      const found = (await lint([file])).map(({ rule }) => rule);
      expect(found).toEqual(expect.arrayContaining(bad));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** A bucket that everybody may list and one property of which does not exist; SSH from everywhere. */
const badResources = {
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { Secret: 'none' } },
  Group: {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: {
      GroupDescription: 'Everyone',
      SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }],
    },
  },
};

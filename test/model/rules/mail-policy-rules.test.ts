import { changed, load, report } from '../../support/environment-folder';
import { withOwnMail } from '../../support/with-own-mail';

const policy = String.raw`version: STSv1\nmode: enforce\nmx: mail.commons.example\nmax_age: 604800\n`;
const gateway = `purpose: Policies of mail for the tests
maintainers: [elif-kaya, ines-okafor]
reviewBy: 2027-03-15
dataClass: public
hosts: [mta-sts.commons.example]
services:
  - kind: web-gateway
    image: quay.io/commons-example/gateway:stable
    content: { keepDeletedDays: 7 }
    serves: { kind: site }
    answers: { /.well-known/mta-sts.txt: { text: "${policy}" } }
`;
const warnings = (files: Readonly<Record<string, string>>) =>
  load({ ...withOwnMail, ...files }).warnings.map(({ reason }) => reason);

test('a policy that a gateway answers is right letter for letter', () => {
  expect(report({ ...withOwnMail, 'tenants/policy.yaml': gateway })).toEqual([]);
  expect(report({ ...withOwnMail, 'tenants/policy.yaml': changed(gateway, 'mode: enforce', 'mode: testing') })).toEqual(
    [
      expect.stringMatching(
        /services\[0\]\.answers\S* is not the policy of commons\.example, so others would not bring its mail$/,
      ),
      `write { text: "${policy}" }`,
    ],
  );
});

test('a policy that nobody answers is a warning', () => {
  const nobody = 'has a policy that nobody answers at mta-sts.commons.example/.well-known/mta-sts.txt';
  expect(warnings({})).toContain(nobody);
  expect(warnings({ 'tenants/policy.yaml': gateway })).not.toContain(nobody);
});

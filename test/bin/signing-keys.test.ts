import { TemporaryHome } from '../support/temporary-home';
import { minimalEnvironment, changed } from '../support/environment-folder';
import { signingKey } from '../support/signing-key';

const signed = changed(minimalEnvironment, "{ unsigned: 'Nobody but the tests writes to it' }", '{ signedBy: [ada] }');
const project = new TemporaryHome({
  expired: { 'environment.yaml': signed, 'signing-keys/ada.asc': signingKey('expired') },
  signed: { 'environment.yaml': signed, 'signing-keys/ada.asc': signingKey('subkey') },
});
afterAll(() => project.remove());

test('a key that has expired is refused by the check, which knows the day', async () => {
  expect(await project.commons('environment', 'check', 'expired')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(
      'environments/expired/signing-keys/ada.asc:1:1 counts in Argo CD though it has expired on 2026-02-04',
    ) as unknown,
  });
});

test('what is rendered does not depend on the day, and has the key as it is in the file', async () => {
  expect(await project.commons('render', 'expired', 'signed')).toMatchObject({ code: 0 });
  const files = project.files('rendered', 'signed', 'cluster', 'delivery');
  expect(files['settings.yaml']).toContain('DEC3583874FFA558: |');
  expect(files['root.yaml']).toContain('keyID: BD1D429FB5195437');
  expect(await project.commons('verify', 'signed')).toMatchObject({ code: 0 });
});

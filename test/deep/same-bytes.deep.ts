import { cpSync } from 'node:fs';
import { fixtureHome } from '../support/fixture-home';
import { fullEnvironment } from '../support/full-environment';
import { TemporaryHome, type Files } from '../support/temporary-home';

const places = [
  { TZ: 'Asia/Kathmandu', LC_ALL: 'C', LANG: 'C' },
  { TZ: 'America/Los_Angeles', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
];

/** The tests' environments and one that says everything, rendered by a person at `place`. */
async function rendered(place: Readonly<Record<string, string>>): Promise<Files> {
  const project = new TemporaryHome({ testing: fullEnvironment });
  try {
    cpSync(fixtureHome.environments, project.path('environments'), { recursive: true });
    expect(await project.run('commons', ['render'], place)).toMatchObject({ code: 0, stderr: '' });
    return project.files('rendered');
  } finally {
    project.remove();
  }
}

test('the same input gives the same bytes, in any folder, time zone and language', async () => {
  const [first = {}, second = {}] = await Promise.all(places.map(rendered));
  expect(Object.keys(first).filter((file) => file.startsWith('testing/')).length).toBeGreaterThan(10);
  expect(Object.keys(second).sort()).toEqual(Object.keys(first).sort());
  expect(Object.keys(first).filter((file) => first[file] !== second[file])).toEqual([]);
});

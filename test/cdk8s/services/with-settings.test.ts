import { withSettings } from '../../../cdk8s/services/web-application/with-settings';

test('a setting comes after all that is given, and takes the place of what has its name', () => {
  const given = { DATABASE_HOST: 'db', DATABASE_URL: 'postgres://$(DATABASE_USER)@db/app', MAIL_HOST: 'mail' };
  const variables = withSettings(given, { DATABASE_URL: '$(DATABASE_URL)?pool=20', TITLE: 'Wiki' });
  expect(Object.entries(variables)).toEqual([
    ['DATABASE_HOST', 'db'],
    ['MAIL_HOST', 'mail'],
    ['DATABASE_URL', 'postgres://$(DATABASE_USER)@db/app?pool=20'],
    ['TITLE', 'Wiki'],
  ]);
});

test('references to others and dollars that are text stay as they are', () => {
  const settings = { DATABASE_URL: '$$(DATABASE_URL) $(DATABASE_HOST) $$$(DATABASE_URL)' };
  expect(withSettings({ DATABASE_URL: 'postgres://db' }, settings)).toEqual({
    DATABASE_URL: '$$(DATABASE_URL) $(DATABASE_HOST) $$postgres://db',
  });
});

import { alertsPage, publishedDocumentation } from '../../model/documentation';
import { version, homepage } from '../../package.json';

test('what is published is that of the version and the homepage of package.json', () => {
  expect(publishedDocumentation).toBe(`${homepage}/-/blob/v${version}/docs`);
});

test('a community’s own copy goes before what is published', () => {
  expect(alertsPage({})).toBe(`${publishedDocumentation}/alerts.md`);
  expect(alertsPage({ docsUrl: 'https://docs.commons.example/platform' })).toBe(
    'https://docs.commons.example/platform/alerts.md',
  );
});

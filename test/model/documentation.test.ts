import { documentationPage, publishedDocumentation } from '../../model/documentation';
import { version, homepage } from '../../package.json';

test('what is published is that of the version and the homepage of package.json', () => {
  expect(publishedDocumentation).toBe(`${homepage}/-/blob/v${version}/docs`);
});

test('a community’s own copy goes before what is published', () => {
  expect(documentationPage({}, 'alerts.md')).toBe(`${publishedDocumentation}/alerts.md`);
  expect(documentationPage({ docsUrl: 'https://docs.commons.example/platform' }, 'alerts.md')).toBe(
    'https://docs.commons.example/platform/alerts.md',
  );
});

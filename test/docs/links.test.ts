import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const pages = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((page) => existsSync(page));

/** Lines that do not stand between fences. */
function linesOf(text: string): readonly string[] {
  let isCode = false;
  return text.split('\n').filter((line) => {
    const isFence = /^\s*(?:\d+\.\s+|- )?```/.test(line);
    if (isFence) isCode = !isCode;
    return !isFence && !isCode;
  });
}

/** Text without code, where brackets are something else. */
const proseOf = (text: string): string =>
  linesOf(text)
    .join('\n')
    .replace(/`[^`\n]*`/g, '`');

/** Anchors of a page as GitHub and GitLab make them from headings. */
const anchorsOf = (page: string): ReadonlySet<string> =>
  new Set(
    linesOf(readFileSync(page, 'utf8'))
      .filter((line) => /^#{1,6} /.test(line))
      .map((heading) =>
        heading
          .replace(/^#+ +/, '')
          .toLowerCase()
          .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
          .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
          .trim()
          .replace(/\s/g, '-'),
      ),
  );

const example = 'examples/community';

/** Whether a file is of the example, which a checkout may be without. */
const isLeftOut = (file: string): boolean => `${file}/`.startsWith(`${example}/`) && !existsSync(example);

/** Links of a page that lead nowhere in this repository. */
function deadLinks(page: string, text = readFileSync(page, 'utf8')): readonly string[] {
  const links = [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const file = path === '' ? page : normalize(join(dirname(page), path));
    if (!existsSync(file)) return !isLeftOut(file);
    return anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).has(anchor);
  });
}

test.each(pages)('every link of %s leads somewhere', (page) => {
  expect(deadLinks(page)).toEqual([]);
});

test('a page that is not there and a heading that is not there would be found', () => {
  expect(deadLinks('README.md', '[a](docs/none.md) [b](docs/runbook.md#no-such-heading) [c](docs/runbook.md)')).toEqual(
    ['docs/none.md', 'docs/runbook.md#no-such-heading'],
  );
  expect(deadLinks('README.md', '[a](examples/none)')).toEqual(['examples/none']);
});

/** Sections of pages that the text of a program sends people to, and that are not there. */
const lostSections = (text: string): readonly string[] =>
  [...text.matchAll(/\b(docs\/[\w/-]+\.md)#([\w-]+)/g)].flatMap(([place, page = '', anchor = '']) =>
    existsSync(page) && anchorsOf(page).has(anchor) ? [] : [place],
  );

test('every section that the program sends people to is there', () => {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...programFolders], { encoding: 'utf8' });
  const lost = files
    .trim()
    .split('\n')
    .filter((file) => file.endsWith('.ts') && existsSync(file))
    .flatMap((file) => lostSections(readFileSync(file, 'utf8')).map((place) => `${file}: ${place}`));
  expect(lost).toEqual([]);
  expect(lostSections('see docs/runbook.md#no-such-heading and docs/none.md#any')).toHaveLength(2);
});

const programFolders = ['bin', 'cdk8s', 'constructs', 'lib', 'model'];

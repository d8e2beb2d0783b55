import type { FixedAnswer } from '../../../model/schema/fixed-answers';
import { belowTarget } from '../../../model/formats/below-target';

/** Folder in which nginx finds the answers; it is mounted read-only. */
export const fixedAnswersFolder = '/etc/nginx/answers';

/** A page that whoever asks for something that is not there gets. */
export interface NotFoundPage {
  readonly text: string;
  readonly contentType: string;
}

export interface AnswerFilesProps {
  readonly answers: Readonly<Record<string, FixedAnswer>>;
  /** Headers of all answers, by name. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Page for what is not there.
   * @default the page of nginx
   */
  readonly notFound?: NotFoundPage;
}

/** The configuration and the files by which nginx gives fixed answers. */
export interface AnswerFiles {
  /** Directives of the server, one location for each answer. */
  readonly server: string;
  /** Texts of answers, by the name of the file in `fixedAnswersFolder`. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Answers as files: nginx has no way to write a dollar in the text of `return`, and the image replaces variables in its templates.
 * Source: nginx, ngx_http_core_module, `location` and `alias`.
 */
export function answerFiles({ answers, headers, notFound }: AnswerFilesProps): AnswerFiles {
  const files: Record<string, string> = {};
  const page = (file: string, { text, contentType }: NotFoundPage, allowOrigin?: string): readonly string[] => {
    files[file] = text;
    return [
      // Without a table of its own nginx would guess the type by the name of the file.
      'types { }',
      `default_type "${contentType}";`,
      'add_header X-Content-Type-Options nosniff;',
      ...(allowOrigin === undefined ? [] : [`add_header Access-Control-Allow-Origin "${allowOrigin}";`]),
      ...headerLines(headers, allowOrigin === undefined ? [] : ['access-control-allow-origin']),
      `alias ${fixedAnswersFolder}/${file};`,
    ];
  };
  const locations = Object.entries(answers).map(([path, answer], index) => {
    if ('redirect' in answer) return redirects(path, answer, headerLines(headers));
    const content =
      'json' in answer ? { text: `${JSON.stringify(answer.json)}\n`, contentType: 'application/json' } : answer;
    return location(`= ${path}`, page(`answer-${index + 1}`, content, answer.allowOrigin));
  });
  const errors =
    notFound === undefined
      ? ''
      : `error_page 404 ${notFoundPath};\n${location(`= ${notFoundPath}`, ['internal;', ...page('not-found', notFound)])}`;
  return { server: locations.join('') + errors, files };
}

/** Path at which nginx finds the page for what is not there; nobody can ask for it. */
const notFoundPath = '/.page-for-what-is-not-there';

/**
 * Directives for the locations in which nginx asks S3. An error of S3 is sent on to a location that answers 404, and nginx looks for the page
 * of that one only if it is told to; told so for the whole server, it would answer 500 to methods that are not allowed.
 */
export const objectLines = ({
  headers,
  notFound,
}: Pick<AnswerFilesProps, 'headers' | 'notFound'>): readonly string[] => [
  ...headerLines(headers),
  ...(notFound === undefined ? [] : ['recursive_error_pages on;']),
];

/** Directives that add headers to whatever the answer is. */
const headerLines = (headers: Readonly<Record<string, string>>, except: readonly string[] = []): readonly string[] =>
  Object.entries(headers)
    .filter(([name]) => !except.includes(name.toLowerCase()))
    .map(([name, value]) => `add_header ${name} "${value}" always;`);

type Redirect = Extract<FixedAnswer, { readonly redirect: string }>;

/**
 * Locations of a redirect. For all below a path it is a rewrite: its parts come from the path that nginx has decoded and joined, and are
 * encoded again, so that neither a line break nor two slashes lead anywhere else. Source: nginx, ngx_http_rewrite_module.
 */
function redirects(path: string, { redirect, status, below }: Redirect, added: readonly string[]): string {
  // Behind the routers nginx knows neither the host's port nor that it is HTTPS.
  const lines = redirect.startsWith('/') ? ['absolute_redirect off;', ...added] : added;
  const own = location(`= ${path}`, [...lines, `return ${status} ${redirect};`]);
  if (!below) return own;
  const pattern = path.replaceAll(/[.]/g, String.raw`\.`);
  return (
    own +
    location(`^~ ${path}/`, [
      ...lines,
      `rewrite ^${pattern}/(.*)$ ${belowTarget(redirect)}$1 ${status === 301 ? 'permanent' : 'redirect'};`,
      'return 404;',
    ])
  );
}

const location = (match: string, directives: readonly string[]): string =>
  `location ${match} {\n${directives.map((line) => `    ${line}\n`).join('')}}\n`;

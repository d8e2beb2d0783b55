import type { FixedAnswer } from '../../../model/schema/fixed-answers';

/** Folder in which nginx finds the answers; it is mounted read-only. */
export const fixedAnswersFolder = '/etc/nginx/answers';

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
export function answerFiles(answers: Readonly<Record<string, FixedAnswer>>): AnswerFiles {
  const files: Record<string, string> = {};
  const locations = Object.entries(answers).map(([path, answer], index) => {
    if ('redirect' in answer) return location(path, [`return ${answer.status} ${answer.redirect};`]);
    const file = `answer-${index + 1}`;
    files[file] = 'json' in answer ? `${JSON.stringify(answer.json)}\n` : answer.text;
    return location(path, [
      // Without a table of its own nginx would guess the type by the name of the file.
      'types { }',
      `default_type "${'json' in answer ? 'application/json' : answer.contentType}";`,
      'add_header X-Content-Type-Options nosniff;',
      ...(answer.allowOrigin === undefined ? [] : [`add_header Access-Control-Allow-Origin "${answer.allowOrigin}";`]),
      `alias ${fixedAnswersFolder}/${file};`,
    ]);
  });
  return { server: locations.join(''), files };
}

const location = (path: string, directives: readonly string[]): string =>
  `location = ${path} {\n${directives.map((line) => `    ${line}\n`).join('')}}\n`;

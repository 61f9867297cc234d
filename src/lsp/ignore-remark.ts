import type { TextEdit } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'

/** How a remark begins where a comment begins so. */
const MARKS: readonly (readonly [names: RegExp, mark: string])[] = [
  [/\.(?:c|cc|cpp|cxx|cu|cuh|h|hpp|metal)$/i, '//'],
  [
    /\.(?:py|ipynb|toml|ya?ml|cfg|ini|txt|in|sh|cmake)$|(?:^|\/)(?:Dockerfile|Containerfile|Makefile|Pipfile)[^/]*$/i,
    '#',
  ],
]

/**
 * A line above the given one, as far indented, that sets a kind of finding aside there; undefined where the kind of file has no
 * comments, or where the line above goes on in this one, so that nothing may stand between them.
 * @param line - 0-based
 */
export function remarkAbove(document: TextDocument, line: number, file: string, code: string): TextEdit | undefined {
  const mark = MARKS.find(([names]) => names.test(file))?.[1]
  const above = line === 0 ? '' : lineAt(document, line - 1)
  if (mark === undefined || /\\\r?\n?$/.test(above)) return undefined
  const indentation = /^[ \t]*/.exec(lineAt(document, line))?.[0] ?? ''
  const start = { line, character: 0 }
  return { range: { start, end: start }, newText: `${indentation}${mark} acclimate: ignore[${code}]\n` }
}

function lineAt(document: TextDocument, line: number): string {
  return document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } })
}

import type { Site } from '../../report/report.ts'
import { printable } from '../terminal/printable.ts'

/** The address of a file below the project's root, each name percent-encoded. */
export function uriOf(file: string): string {
  return file
    .split('/')
    .map((name) => encodeURIComponent(name.replace(/\p{Cs}/gu, '\uFFFD')))
    .join('/')
}

/** A place, with its line of code around it. */
export function locationOf({ file, line, column, endLine, endColumn, cell, excerpt }: Site) {
  const last = Math.max(line, endLine)
  return {
    physicalLocation: {
      artifactLocation: artifactOf(file),
      // The end is where the next character stands, here as in a Site.
      region: {
        startLine: line,
        startColumn: column,
        endLine: last,
        endColumn: last === line ? Math.max(column, endColumn) : endColumn,
      },
      // An excerpt is the first line, without its indentation.
      ...(last === line
        ? { contextRegion: { startLine: line, endLine: line, snippet: { text: printable(excerpt) } } }
        : {}),
    },
    ...(cell === undefined ? {} : { properties: { cell } }),
  }
}

export function artifactOf(file: string) {
  return { uri: uriOf(file), uriBaseId: 'PROJECTROOT' }
}

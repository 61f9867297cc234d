import type { Edit } from '../../report/edit.ts'
import type { Finding } from '../../report/report.ts'
import { artifactOf } from './location.ts'
import { messageOf } from './message.ts'

/** The edits of a finding as one fix, for they are made together. */
export function fixesOf({ fix, edits }: Finding) {
  if (!fix || !edits) return {}
  const files = [...new Set(edits.map(({ file }) => file))]
  const artifactChanges = files.map((file) => ({
    artifactLocation: artifactOf(file),
    replacements: edits.filter((edit) => edit.file === file).map((edit) => replacementOf(edit)),
  }))
  return { fixes: [{ description: messageOf(fix.summary), artifactChanges }] }
}

/** In a notebook the file is changed, in which code stands within the strings of JSON, at offsets that the edit does not tell. */
function replacementOf({ cell, start, end, text, line, column, endLine, endColumn }: Edit) {
  const isPlain = cell === undefined
  return {
    deletedRegion: {
      startLine: line,
      startColumn: column,
      endLine,
      endColumn,
      ...(isPlain ? { charOffset: start, charLength: end - start } : {}),
    },
    insertedContent: { text: isPlain ? text : JSON.stringify(text).slice(1, -1) },
  }
}

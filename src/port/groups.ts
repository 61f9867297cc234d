import { groupedBy } from '../edit/grouped.ts'
import { isSame, textKey } from '../edit/place.ts'
import type { Edit } from '../report/edit.ts'
import type { Report } from '../report/report.ts'
import type { Lines } from './changed-lines.ts'

/** Edits that are made together or not at all, and the code of the finding that they answer. */
export interface Group {
  readonly name: string
  readonly code: string
  readonly edits: readonly Edit[]
}

/** The groups of all edits of a report, in the order of the findings. */
export function groupsOf({ findings }: Pick<Report, 'findings'>): readonly Group[] {
  const owned = findings.flatMap(({ code, edits = [] }) => edits.map((edit) => ({ code, edit })))
  return [...groupedBy(owned, ({ edit }) => edit.group)].map(([name, own]) => ({
    name,
    code: own[0]?.code ?? '',
    edits: own.map(({ edit }) => edit),
  }))
}

/** Whether a code is the one that was asked for, or of the area that was: `device` for `device/cuda-literal`. */
export function isOfCode(code: string, wanted: string): boolean {
  return code === wanted || code.startsWith(`${wanted}/`)
}

export function isSafe({ edits }: Group): boolean {
  return edits.every(({ safety }) => safety === 'safe')
}

/**
 * The groups that changed these lines; where there are none and not exactly they are meant, those that may be the cause: others
 * in the file, or what changes what is installed, or any.
 */
export function groupsBehind(groups: readonly Group[], lines: Lines, how?: 'exactly'): readonly Group[] {
  const inFile = groups.filter(({ edits }) => edits.some(({ file }) => file === lines.file))
  const there = inFile.filter(({ edits }) =>
    edits.some(({ file, line, endLine }) => file === lines.file && line <= lines.last && endLine >= lines.first),
  )
  if (there.length > 0 || how === 'exactly') return there
  if (inFile.length > 0) return inFile
  const ofInstallation = groups.filter(({ edits }) => edits.some(({ file }) => !/\.(?:py|ipynb)$/.test(file)))
  return ofInstallation.length > 0 ? ofInstallation : groups
}

/** The edits of a group as they are to be made once others have been made in the same texts. */
export function movedBy(group: Group, made: readonly Edit[]): Group {
  const byText = groupedBy(made, textKey)
  const edits = group.edits.map((edit) => {
    const drift = (byText.get(textKey(edit)) ?? [])
      .filter(({ end }) => end <= edit.start)
      .reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0)
    return { ...edit, start: edit.start + drift, end: edit.end + drift }
  })
  return { ...group, edits }
}

/** Whether two groups answer the same kind of finding by the same edit of the same place. */
export function areSame(a: Group, b: Group): boolean {
  const first = b.edits[0]
  return a.code === b.code && first !== undefined && a.edits.some((edit) => isSame(edit, first))
}

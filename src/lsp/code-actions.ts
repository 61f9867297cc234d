import { type CodeAction, CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver'
import { settle } from '../edit/settle.ts'
import type { Edit } from '../report/edit.ts'
import type { Finding, Report } from '../report/report.ts'
import type { Files } from './diagnostics.ts'
import { remarkAbove } from './ignore-remark.ts'
import { type Opened, rangeOf, touches } from './texts.ts'
import { titleOf } from './title.ts'

/** Where an editor asks what can be done. */
export interface Asked {
  /** The file, relative to the project's root. */
  readonly file: string
  readonly opened: Opened
  /** The document, a cell of a notebook for example, and the range in it. */
  readonly uri: string
  readonly range: Range
}

/** What makes all safe edits of a file at once, as editors do on saving. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.acclimate`

/** The edits of the findings in a range, and a remark for each kind that sets it aside there. */
export function codeActions(report: Report, asked: Asked, files: Files): readonly CodeAction[] {
  const here = report.findings.filter((finding) => placesIn(finding, asked).length > 0)
  return [
    ...here.flatMap((finding) => editsOf(finding, asked, files)),
    ...here.flatMap((finding) => remarksOn(finding, asked)),
    ...fixAll(report, asked, files),
  ]
}

function placesIn({ sites }: Finding, { file, opened, uri, range }: Asked) {
  return sites.filter((site) => {
    const document = opened.document(site.cell)
    return site.file === file && document?.uri === uri && touches(rangeOf(site, document), range)
  })
}

/** An action for each group of edits that has one beside a place of the range; all of the group is made, wherever it is. */
function editsOf(finding: Finding, asked: Asked, files: Files): readonly CodeAction[] {
  const { edits = [], code } = finding
  const lines = placesIn(finding, asked)
  const isHere = (edit: Edit): boolean =>
    edit.file === asked.file &&
    lines.some((site) => edit.cell === site.cell && edit.line <= site.endLine && edit.endLine >= site.line)
  const [cell] = edits.filter(isHere).map((edit) => edit.cell)
  const isInDocument = (edit: Edit): boolean => edit.file === asked.file && edit.cell === cell
  const document = asked.opened.document(cell)
  const groups = new Set(edits.filter(isHere).map(({ group }) => group))
  return [...groups].map((group) => {
    const members = edits.filter((edit) => edit.group === group)
    return {
      title: document === undefined ? code : titleOf(members, document, isInDocument),
      kind: CodeActionKind.QuickFix,
      isPreferred: members.every(({ safety }) => safety === 'safe'),
      edit: { changes: changesOf(members, files) },
    }
  })
}

function fixAll({ findings }: Report, { file }: Asked, files: Files): readonly CodeAction[] {
  const edits = findings.flatMap((finding) => finding.edits ?? [])
  const elsewhere = new Set(
    edits.filter((edit) => edit.file !== file || edit.safety !== 'safe').map(({ group }) => group),
  )
  const { taken } = settle(edits.filter(({ group }) => !elsewhere.has(group)))
  if (taken.length === 0) return []
  return [
    { title: 'Fix all that is safe to fix (Acclimate)', kind: FIX_ALL, edit: { changes: changesOf(taken, files) } },
  ]
}

function changesOf(edits: readonly Edit[], files: Files): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {}
  for (const edit of edits) {
    const document = files.opened(edit.file)?.document(edit.cell)
    const uri = document?.uri ?? files.uriOf(edit.file)
    const change = { range: rangeOf(edit, document), newText: edit.text }
    ;(changes[uri] ??= []).push(change)
  }
  return changes
}

function remarksOn(finding: Finding, asked: Asked): readonly CodeAction[] {
  const [site] = placesIn(finding, asked)
  const document = asked.opened.document(site?.cell)
  if (site === undefined || document === undefined) return []
  const edit = remarkAbove(document, rangeOf(site, document).start.line, asked.file, finding.code)
  if (edit === undefined) return []
  const title = `Ignore ${finding.code} here`
  return [{ title, kind: CodeActionKind.QuickFix, edit: { changes: { [asked.uri]: [edit] } } }]
}

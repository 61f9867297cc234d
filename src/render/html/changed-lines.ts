import type { Edit } from '../../report/edit.ts'
import type { Finding, Site } from '../../report/report.ts'

/** A line as it is and as it would be after the edits of a finding; what is put between lines has no `before`. */
export interface ChangedLine {
  readonly file: string
  readonly line: number
  readonly before?: string
  readonly after: string
}

/** What the edits of a finding do, line by line, as far as its places have these lines. */
export function changedLines({ sites, causes, edits = [] }: Finding): readonly ChangedLine[] {
  const byLine = new Map<string, [Edit, ...Edit[]]>()
  for (const edit of edits) {
    const key = JSON.stringify([edit.file, edit.line])
    const known = byLine.get(key)
    if (known) known.push(edit)
    else byLine.set(key, [edit])
  }
  return [...byLine.values()].flatMap(([first, ...others]) => {
    const all = [first, ...others]
    const { file, line, cell } = first
    const site = [...sites, ...causes].find((one) => one.file === file && one.line === line && one.cell === cell)
    const before = site?.excerpt
    const after = site && edited(site, all)
    if (before !== undefined && after !== undefined) return before === after ? [] : [{ file, line, before, after }]
    const isBetween = all.every(({ start, end, column, text }) => start === end && column === 1 && text.endsWith('\n'))
    return isBetween ? [{ file, line, after: all.map(({ text }) => text.trimEnd()).join('\n') }] : []
  })
}

/** The excerpt of a place after the edits; undefined where it does not hold all that they change. */
function edited(site: Site, edits: readonly Edit[]): string | undefined {
  const { start, end, focus, excerpt } = site
  if (start === undefined || end === undefined) return undefined
  // Without a focus the excerpt is all of the place, or cannot be laid over it.
  const from = focus?.start ?? (end - start === excerpt.length ? 0 : undefined)
  if (from === undefined) return undefined
  let text = excerpt
  for (const edit of edits.toSorted((left, right) => right.start - left.start)) {
    const [first, last] = [edit.start - start + from, edit.end - start + from]
    if (first < 0 || last > excerpt.length) return undefined
    text = text.slice(0, first) + edit.text + text.slice(last)
  }
  return text
}

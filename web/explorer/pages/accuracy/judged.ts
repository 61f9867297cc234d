import type { Table } from './tables.ts'

/** Columns of the table of findings. */
const REPOSITORY = 0
const PLACE = 1
const CODE = 2
const VERDICT = 4

/** The commit of each repository that was judged, by the table that names them. */
export function commitsIn(table: Table | undefined): ReadonlyMap<string, string> {
  return new Map((table?.rows ?? []).map(([repository = '', commit = '']) => [repository, bare(commit)]))
}

/** Where the line of a finding can be read as it was judged. */
export function addressOf(row: readonly string[], commits: ReadonlyMap<string, string>): string | undefined {
  const repository = row[REPOSITORY] ?? ''
  const commit = commits.get(repository)
  const [, path, line] = /^(.+):(\d+)$/.exec(bare(row[PLACE] ?? '')) ?? []
  if (commit === undefined || path === undefined) return undefined
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  return `https://github.com/${repository}/blob/${commit}/${encoded}#L${line}`
}

/** How many findings of each area were judged, and how many were true; the most first. */
export function byKind({ rows }: Table): Table {
  const areas = new Map<string, { judged: number; true: number }>()
  for (const row of rows) {
    const area = bare(row[CODE] ?? '').split('/')[0] ?? ''
    const counts = areas.get(area) ?? { judged: 0, true: 0 }
    areas.set(area, { judged: counts.judged + 1, true: counts.true + (isTrue(row) ? 1 : 0) })
  }
  return {
    head: ['about', 'judged', 'true'],
    rows: [...areas]
      .toSorted(([, one], [, other]) => other.judged - one.judged)
      .map(([area, { judged, true: right }]) => [
        area,
        String(judged),
        `${right} (${Math.round((right / judged) * 100)} %)`,
      ]),
  }
}

function isTrue(row: readonly string[]): boolean {
  return (row[VERDICT] ?? '').startsWith('true')
}

function bare(cell: string): string {
  return cell.replaceAll('`', '')
}

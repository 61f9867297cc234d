import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Report } from '../../src/report/report.ts'
import { counted } from '../../src/render/terminal/page.ts'
import { byFile, type FileFindings, type Filter, matching, searchable } from './filter.ts'
import { Filters } from './filters.tsx'
import { FindingCard } from './finding-card.tsx'

/** Findings on the page at first: what a reader sees soon, so that thousands of others cost nothing. */
const STEP = 60
/** Those that a reader gets who asks for more. */
const MORE = 240
/** Those of them that come with one frame: twice as many would be a pause on a slow machine. */
const PER_FRAME = 30

/** Findings by file, with filters. */
export function Findings({
  report: { findings, platforms, projects },
  whole,
  filter,
  onFilter,
}: {
  readonly report: Report
  readonly whole: boolean
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}) {
  const [wanted, setWanted] = useState(STEP)
  const [room, setRoom] = useState(STEP)
  const all = useMemo(() => findings.map((finding) => searchable(finding)), [findings])
  const matches = useMemo(() => matching(all, filter, projects), [all, filter, projects])
  const files = useMemo(() => byFile(matches), [matches])
  const shown = whole ? files : firstOf(files, room)
  // What is asked for comes bit by bit, so that the page answers in between.
  useEffect(() => {
    if (room >= wanted) return undefined
    const frame = requestAnimationFrame(() => setRoom(room + PER_FRAME))
    return () => cancelAnimationFrame(frame)
  }, [room, wanted])
  const left = whole ? 0 : Math.max(0, matches.length - wanted)
  if (findings.length === 0) {
    return (
      <section aria-labelledby="findings">
        <h2 id="findings">Findings</h2>
        <p>
          {platforms.metal.status === 'unknown'
            ? 'There was nothing to judge.'
            : 'Nothing was found that speaks against either platform.'}
        </p>
      </section>
    )
  }
  return (
    <section aria-labelledby="findings">
      <h2 id="findings" tabIndex={-1}>
        Findings by file
      </h2>
      <Filters
        findings={findings}
        projects={projects?.map(({ root }) => root) ?? []}
        filter={filter}
        onChange={(next) => {
          onFilter(next)
          setWanted(STEP)
          setRoom(STEP)
        }}
      />
      <p role="status">
        {counted(matches.length, 'finding')} of {findings.length}, in {counted(files.length, 'file')}
      </p>
      {shown.map(({ file, findings: members }) => (
        <section key={file} class="file">
          <h3>
            <code>{file}</code> <span class="quiet">{counted(members.length, 'finding')}</span>
          </h3>
          <ul>
            {members.map((finding, index) => (
              <FindingCard key={`${finding.fingerprint} ${index}`} finding={finding} file={file} />
            ))}
          </ul>
        </section>
      ))}
      {left > 0 && (
        <button type="button" class="more" onClick={() => setWanted(wanted + MORE)}>
          Show more ({left} left)
        </button>
      )}
    </section>
  )
}

/** Files until `room` findings are told; the last file may be cut. */
function firstOf(files: readonly FileFindings[], room: number): readonly FileFindings[] {
  const shown: FileFindings[] = []
  let left = room
  for (const { file, findings } of files) {
    if (left <= 0) break
    shown.push({ file, findings: findings.slice(0, left) })
    left -= findings.length
  }
  return shown
}

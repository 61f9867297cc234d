import { useContext, useEffect, useMemo, useState } from 'preact/hooks'
import type { Report } from '../../src/report/report.ts'
import { counted } from '../../src/render/terminal/page.ts'
import { byFile, EVERYTHING, type FileFindings, matching, searchable } from './filter.ts'
import { Filters } from './filters.tsx'
import { FindingCard } from './finding-card.tsx'
import { ShowingNow } from './showing.tsx'

/** Findings on the page at first: what a reader sees soon, so that thousands of others cost nothing. */
const STEP = 60
/** Those that a reader gets who asks for more. */
const MORE = 240
/** Those of them that come with one frame: twice as many would be a pause on a slow machine. */
const PER_FRAME = 30

/** Findings by file, with filters. */
export function Findings({ report, whole }: { readonly report: Report; readonly whole: boolean }) {
  const { findings, platforms, projects } = report
  const { filter, show, isInAddress } = useContext(ShowingNow)
  const [asked, setAsked] = useState({ filter, wanted: STEP, room: STEP })
  // What is looked for anew begins with the first of it again.
  const { wanted, room } = asked.filter === filter ? asked : { wanted: STEP, room: STEP }
  const all = useMemo(() => findings.map((finding) => searchable(finding)), [findings])
  const matches = useMemo(() => matching(all, filter, report), [all, filter])
  const files = useMemo(() => byFile(matches), [matches])
  const shown = whole ? files : firstOf(files, room)
  // What is asked for comes bit by bit, so that the page answers in between.
  useEffect(() => {
    if (room >= wanted) return undefined
    const frame = requestAnimationFrame(() => setAsked({ filter, wanted, room: room + PER_FRAME }))
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
        hasKey={isInAddress}
        onChange={show}
      />
      <p role="status">
        {matches.length === 0
          ? `Nothing matches: none of ${counted(findings.length, 'finding')}.`
          : `${counted(matches.length, 'finding')} of ${findings.length}, in ${counted(files.length, 'file')}`}
        {filter.way !== '' && `, on the way in by ${filter.way}`}
      </p>
      {(matches.length === 0 || filter.finding !== '' || filter.way !== '') && (
        <button type="button" onClick={() => show(EVERYTHING)}>
          Show all findings
        </button>
      )}
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
        <button type="button" class="more" onClick={() => setAsked({ filter, wanted: wanted + MORE, room })}>
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

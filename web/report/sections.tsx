import { useMemo } from 'preact/hooks'
import type { ChangedLine } from '../../src/render/html/changed-lines.ts'
import type { Report, Source } from '../../src/report/report.ts'
import { PlaceAddress } from '../parts/place.tsx'
import { AllSources, SourceList } from '../parts/sources.tsx'
import { AllChanged } from './after-edits.tsx'
import { Answer } from './answer.tsx'
import { Considerations } from './considerations.tsx'
import { Contents } from './contents.tsx'
import { Coverage } from './coverage.tsx'
import { Dependencies } from './dependencies.tsx'
import { EntryPoints } from './entry-points.tsx'
import { Findings } from './findings.tsx'
import { addressAtHost } from './host.ts'
import { Matters } from './matters.tsx'
import { Models } from './models.tsx'
import { Overview } from './overview.tsx'
import { Projects } from './projects.tsx'
import { ShowingNow, useShowing } from './showing.tsx'

export interface SectionsProps {
  readonly report: Report
  readonly sources: readonly Source[]
  /** What the edits of findings do, by their fingerprints. */
  readonly changed: ReadonlyMap<string, readonly ChangedLine[]>
  /** Whether everything is shown, as on paper, and not only as much as fits a screen or two. */
  readonly whole: boolean
  /** Whether the page is the report alone, so that its address may say what is shown, and a key search. */
  readonly alone?: boolean
}

/** All that a report says, the answer on top. */
export function Sections({ report, sources, changed, whole, alone = false }: SectionsProps) {
  const showing = useShowing(alone)
  const addressAt = useMemo(() => addressAtHost(report.project), [report.project])
  return (
    <AllSources.Provider value={sources}>
      <AllChanged.Provider value={changed}>
        <PlaceAddress.Provider value={addressAt}>
          <ShowingNow.Provider value={showing}>
            <Answer report={report} />
            <Contents report={report} />
            <Projects report={report} />
            <EntryPoints report={report} />
            <Matters report={report} />
            <Overview report={report} />
            <Considerations recommendation={report.recommendation} />
            <Findings report={report} whole={whole} />
            <Models models={report.models} />
            <Dependencies dependencies={report.dependencies} />
            <Coverage report={report} />
            <SourceList />
          </ShowingNow.Provider>
        </PlaceAddress.Provider>
      </AllChanged.Provider>
    </AllSources.Provider>
  )
}

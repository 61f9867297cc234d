import { useState } from 'preact/hooks'
import type { Report, Source } from '../../src/report/report.ts'
import { AllSources, SourceList } from '../parts/sources.tsx'
import { Answer } from './answer.tsx'
import { Considerations } from './considerations.tsx'
import { Contents } from './contents.tsx'
import { Coverage } from './coverage.tsx'
import { Dependencies } from './dependencies.tsx'
import { EntryPoints } from './entry-points.tsx'
import { EVERYTHING } from './filter.ts'
import { Findings } from './findings.tsx'
import { Matters } from './matters.tsx'
import { Models } from './models.tsx'
import { Overview } from './overview.tsx'
import { Projects } from './projects.tsx'

export interface SectionsProps {
  readonly report: Report
  readonly sources: readonly Source[]
  /** Whether everything is shown, as on paper, and not only as much as fits a screen or two. */
  readonly whole: boolean
}

/** All that a report says, the answer on top. */
export function Sections({ report, sources, whole }: SectionsProps) {
  const [filter, setFilter] = useState(EVERYTHING)
  return (
    <AllSources.Provider value={sources}>
      <Answer report={report} />
      <Contents report={report} />
      <Projects report={report} onChoose={(root) => setFilter({ ...EVERYTHING, project: root })} />
      <Matters report={report} />
      <Overview report={report} />
      <EntryPoints report={report} />
      <Considerations recommendation={report.recommendation} />
      <Findings report={report} whole={whole} filter={filter} onFilter={setFilter} />
      <Models models={report.models} />
      <Dependencies dependencies={report.dependencies} />
      <Coverage report={report} />
      <SourceList />
    </AllSources.Provider>
  )
}

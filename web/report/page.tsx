import type { Report, Source } from '../../src/report/report.ts'
import { Answer } from './answer.tsx'
import { Considerations } from './considerations.tsx'
import { Contents } from './contents.tsx'
import { Coverage } from './coverage.tsx'
import { Dependencies } from './dependencies.tsx'
import { EntryPoints } from './entry-points.tsx'
import { Findings } from './findings.tsx'
import { Matters } from './matters.tsx'
import { Models } from './models.tsx'
import { useState } from 'preact/hooks'
import { EVERYTHING } from './filter.ts'
import { Overview } from './overview.tsx'
import { Projects } from './projects.tsx'
import { AllSources, SourceList } from '../parts/sources.tsx'
import { ThemeButton } from '../parts/theme-button.tsx'

interface Props {
  readonly report: Report
  readonly sources: readonly Source[]
  /** Whether everything is shown, as on paper, and not only as much as fits a screen or two. */
  readonly whole: boolean
}

/** A whole report, the answer on top. */
export function Page({ report, sources, whole }: Props) {
  const { project, target, tool } = report
  const [filter, setFilter] = useState(EVERYTHING)
  return (
    <AllSources.Provider value={sources}>
      <a class="skip" href="#findings">
        Skip to the findings
      </a>
      <header>
        <div class="title">
          <h1>
            <bdi>{project.name}</bdi> <span class="quiet">on CUDA and Metal</span>
          </h1>
          <ThemeButton />
        </div>
        <p class="quiet">
          Judged for macOS {target.osVersion} on Apple silicon with Python {target.python}
          {project.revision === undefined ? '' : `, at revision ${project.revision.slice(0, 12)}`}.
        </p>
      </header>
      <main>
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
      </main>
      <footer class="quiet">
        Made by acclimate {tool.version} from facts as of {tool.knowledge}. This page needs no network and sends
        nothing.
      </footer>
    </AllSources.Provider>
  )
}

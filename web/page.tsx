import type { Report } from '../src/report/report.ts'
import { Answer } from './answer.tsx'
import { Considerations } from './considerations.tsx'
import { Coverage } from './coverage.tsx'
import { Dependencies } from './dependencies.tsx'
import { EntryPoints } from './entry-points.tsx'
import { Findings } from './findings.tsx'
import { Matters } from './matters.tsx'
import { Overview } from './overview.tsx'
import { ThemeButton } from './theme-button.tsx'

interface Props {
  readonly report: Report
  /** Whether everything is shown, as on paper, and not only as much as fits a screen or two. */
  readonly whole: boolean
}

/** A whole report, the answer on top. */
export function Page({ report, whole }: Props) {
  const { project, target, tool } = report
  return (
    <>
      <a class="skip" href="#findings">
        Skip to the findings
      </a>
      <header>
        <p class="kicker">CUDA, Metal, or both?</p>
        <ThemeButton />
        <h1>
          <bdi>{project.name}</bdi>
        </h1>
        <p class="quiet">
          Judged for macOS {target.osVersion} on Apple silicon with Python {target.python}
          {project.revision === undefined ? '' : `, at revision ${project.revision.slice(0, 12)}`}.
        </p>
      </header>
      <main>
        <Answer report={report} />
        <Matters report={report} />
        <Overview report={report} />
        <EntryPoints report={report} />
        <Considerations recommendation={report.recommendation} />
        <Findings report={report} whole={whole} />
        <Dependencies dependencies={report.dependencies} />
        <Coverage report={report} />
      </main>
      <footer class="quiet">
        Made by acclimate {tool.version} from facts as of {tool.knowledge}. This page needs no network and sends
        nothing.
      </footer>
    </>
  )
}

import type { Project, Report } from '../../src/report/report.ts'
import { workOf } from '../../src/render/projects.ts'
import { counted } from '../../src/render/terminal/page.ts'
import { CHOICE_WORDS, STATUS_CHIPS } from '../../src/render/words.ts'

/** Projects that are shown at once. */
const MAX_SHOWN = 20

interface Props {
  readonly report: Report
  /** Asked for the findings of a project. */
  readonly onChoose: (root: string) => void
}

/** The projects of a repository that holds several, worst first: how each fares, and what there is to do. */
export function Projects({ report: { projects = [] }, onChoose }: Props) {
  if (projects.length === 0) return null
  const rest = projects.slice(MAX_SHOWN)
  return (
    <section aria-labelledby="projects">
      <h2 id="projects">Projects</h2>
      <Table projects={projects.slice(0, MAX_SHOWN)} onChoose={onChoose} />
      {rest.length > 0 && (
        <details>
          <summary>{counted(rest.length, 'more project')}</summary>
          <Table projects={rest} onChoose={onChoose} />
        </details>
      )}
    </section>
  )
}

function Table({
  projects,
  onChoose,
}: {
  readonly projects: readonly Project[]
  readonly onChoose: Props['onChoose']
}) {
  return (
    <div class="scroll" role="region" aria-label="Projects" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Project</th>
            <th scope="col">On a Mac</th>
            <th scope="col">On CUDA</th>
            <th scope="col">Advice</th>
          </tr>
        </thead>
        <tbody>
          {projects.map((project) => (
            <Row key={project.root} project={project} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ project, onChoose }: { readonly project: Project; readonly onChoose: Props['onChoose'] }) {
  const { root, name, platforms, recommendation, findings } = project
  const { metal, cuda } = platforms
  const [reason] = metal.reasons
  return (
    <tr>
      <th scope="row">
        <code>{root}</code>
        {name !== undefined && !root.endsWith(name) && <span class="quiet">{name}</span>}
        {findings.length > 0 && (
          <a class="quiet" href="#findings" onClick={() => onChoose(root)}>
            {counted(findings.length, 'finding')}
          </a>
        )}
      </th>
      <td data-label="On a Mac">
        <span class={`chip status-${metal.status}`}>{STATUS_CHIPS[metal.status]}</span>
        {workOf(project) !== '' && <span class="quiet">{workOf(project)}</span>}
        {reason !== undefined && metal.status !== 'runs' && <span class="quiet">{reason.text}</span>}
      </td>
      <td data-label="On CUDA">
        <span class={`chip status-${cuda.status}`}>{STATUS_CHIPS[cuda.status]}</span>
      </td>
      <td data-label="Advice">{CHOICE_WORDS[recommendation.choice]}</td>
    </tr>
  )
}

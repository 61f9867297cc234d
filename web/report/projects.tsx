import type { Project, Report } from '../../src/report/report.ts'
import { workOf } from '../../src/render/projects.ts'
import { counted } from '../../src/render/terminal/page.ts'
import { CHOICE_WORDS, STATUS_CHIPS } from '../../src/render/words.ts'
import { ShowFindings } from './showing.tsx'

/** Projects that are shown at once. */
const MAX_SHOWN = 20

/** The projects of a repository that holds several, worst first: how each fares, and what there is to do. */
export function Projects({ report: { projects = [] } }: { readonly report: Report }) {
  if (projects.length === 0) return null
  const rest = projects.slice(MAX_SHOWN)
  return (
    <section aria-labelledby="projects">
      <h2 id="projects">Projects</h2>
      <Table projects={projects.slice(0, MAX_SHOWN)} />
      {rest.length > 0 && (
        <details>
          <summary>{counted(rest.length, 'more project')}</summary>
          <Table projects={rest} />
        </details>
      )}
    </section>
  )
}

function Table({ projects }: { readonly projects: readonly Project[] }) {
  return (
    <div class="scroll" role="region" aria-label="Projects, as a table" tabIndex={0}>
      <table class="projects">
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
            <Row key={project.root} project={project} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ project }: { readonly project: Project }) {
  const { root, name, platforms, recommendation, findings } = project
  const { metal, cuda } = platforms
  const [reason] = metal.reasons
  return (
    <tr>
      <th scope="row">
        <code>{root}</code>
        {name !== undefined && !root.endsWith(name) && <span class="quiet">{name}</span>}
        {findings.length > 0 && (
          <span class="quiet">
            <ShowFindings filter={{ project: root }}>{counted(findings.length, 'finding')}</ShowFindings>
          </span>
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

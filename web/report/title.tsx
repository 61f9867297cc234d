import type { Report } from '../../src/report/report.ts'

/** What the report is about. */
export function Title({ report: { project } }: { readonly report: Report }) {
  return (
    <h1>
      <bdi>{project.name}</bdi> <span class="quiet">on CUDA and Metal</span>
    </h1>
  )
}

/** For which Mac it was judged. */
export function JudgedFor({ report: { project, target } }: { readonly report: Report }) {
  return (
    <p class="quiet">
      Judged for macOS {target.osVersion} on Apple silicon with Python {target.python}
      {project.revision === undefined ? '' : `, at revision ${project.revision.slice(0, 12)}`}.
    </p>
  )
}

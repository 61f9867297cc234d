import type { Report, Site, Undecided } from './report.ts'

/** The report with every path below `prefix`, for a project that is a folder of a repository; `prefix` ends in a slash. */
export function withPrefix(report: Report, prefix: string): Report {
  if (prefix === '') return report
  const placed = (sites: readonly Site[]) => sites.map((site) => ({ ...site, file: prefix + site.file }))
  const open = (undecided: Undecided) => ({ ...undecided, examples: placed(undecided.examples) })
  return {
    ...report,
    coverage: {
      ...report.coverage,
      unread: report.coverage.unread.map((unread) => ({ ...unread, file: prefix + unread.file })),
    },
    workloads: report.workloads.map((workload) => ({ ...workload, sites: placed(workload.sites) })),
    dependencies: report.dependencies.map((dependency) => ({ ...dependency, sites: placed(dependency.sites) })),
    findings: report.findings.map((finding) => ({
      ...finding,
      sites: placed(finding.sites),
      causes: placed(finding.causes),
      ...(finding.edits ? { edits: finding.edits.map((edit) => ({ ...edit, file: prefix + edit.file })) } : {}),
    })),
    ...(report.undecided ? { undecided: open(report.undecided) } : {}),
    ...(report.projects
      ? {
          projects: report.projects.map((project) => ({
            ...project,
            root: project.root === '.' ? prefix.slice(0, -1) : prefix + project.root,
            undecided: open(project.undecided),
          })),
        }
      : {}),
    ...(report.entryPoints
      ? { entryPoints: report.entryPoints.map((entry) => ({ ...entry, file: prefix + entry.file })) }
      : {}),
  }
}

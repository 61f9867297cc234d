import type { Report, Site } from './report.ts'

/** The report with every path below `prefix`, for a project that is a folder of a repository; `prefix` ends in a slash. */
export function withPrefix(report: Report, prefix: string): Report {
  if (prefix === '') return report
  const placed = (sites: readonly Site[]) => sites.map((site) => ({ ...site, file: prefix + site.file }))
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
    ...(report.entryPoints
      ? { entryPoints: report.entryPoints.map((entry) => ({ ...entry, file: prefix + entry.file })) }
      : {}),
  }
}

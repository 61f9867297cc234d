import type { Project, Report } from '../../report/report.ts'
import type { Output } from '../output.ts'
import { leftOut, notificationOf, projectNotice, setAsideNotice } from './notification.ts'
import { placesOf, resultOf } from './result.ts'
import { rulesOf } from './rule.ts'

/** For code scanning and editors: SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. */
export const output = {
  name: 'sarif',
  purpose: 'for code scanning and editors',
  render: (report, { pageOf }) => `${JSON.stringify(logOf(report, pageOf), undefined, 2)}\n`,
} satisfies Output

function logOf(report: Report, pageOf: (code: string) => string | undefined) {
  const { tool, project, coverage, findings, platforms, projects, recommendation, setAside } = report
  const rules = rulesOf(findings, pageOf)
  const { places, left } = placesOf(report)
  const indexes = new Map(rules.map(({ id }, index) => [id, index]))
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Acclimate', semanticVersion: tool.version, rules } },
        // No `automationDetails`: whoever uploads says which earlier run this one replaces, one for each project there is.
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { PROJECTROOT: { description: { text: 'The folder that paths are relative to.' } } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [
              ...(projects ?? []).map(projectNotice),
              ...coverage.unread.map(notificationOf),
              ...leftOut(left),
              ...setAsideNotice(report),
            ],
          },
        ],
        results: places.map((one) => resultOf(one, indexes.get(one.finding.code) ?? -1, report.baseline)),
        properties: {
          project,
          metal: platforms.metal.status,
          cuda: platforms.cuda.status,
          recommendation: recommendation.choice,
          ...(projects ? { projects: projects.map(propertiesOf) } : {}),
          ...(setAside ? { setAside } : {}),
        },
      },
    ],
  }
}

/** What is said of one of several projects; a result belongs to it by its file. */
function propertiesOf({ root, name, platforms, recommendation }: Project) {
  return {
    root,
    ...(name === undefined ? {} : { name }),
    metal: platforms.metal.status,
    cuda: platforms.cuda.status,
    recommendation: recommendation.choice,
  }
}

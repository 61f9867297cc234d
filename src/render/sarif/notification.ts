import type { Project, Report, Unread } from '../../report/report.ts'
import { projectInWords } from '../projects.ts'
import { setAsideText } from '../set-aside.ts'
import { artifactOf } from './location.ts'
import { messageOf } from './message.ts'

/** That something could not be read, and where. */
export function notificationOf({ file, line, reason }: Unread) {
  return {
    level: 'warning',
    message: messageOf(`Not read, or not wholly: ${reason}`),
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactOf(file),
          ...(line === undefined ? {} : { region: { startLine: line } }),
        },
      },
    ],
  }
}

/** That places have no result, for want of room. */
export function leftOut(count: number) {
  return count === 0
    ? []
    : [
        {
          level: 'warning',
          message: messageOf(`${count} more places have no room here; the JSON report has all of them.`),
        },
      ]
}

/** How one of several projects fares: viewers show notifications, but not the properties of a run. */
export function projectNotice(project: Project) {
  return { level: 'note', message: messageOf(projectInWords(project)) }
}

/** What somebody has set aside, and what says so in vain. */
export function setAsideNotice(report: Pick<Report, 'setAside' | 'unneeded'>) {
  const text = setAsideText(report)
  return text === undefined ? [] : [{ level: 'note', message: messageOf(`Set aside: ${text}`) }]
}

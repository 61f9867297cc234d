import type { Unread } from '../../report/report.ts'
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

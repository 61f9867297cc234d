import type { Rehearsal, RehearsalEvent } from '../../report/rehearsal.ts'
import type { Site } from '../../report/report.ts'

const LEVELS: Readonly<Record<RehearsalEvent['kind'], 'error' | 'warning' | 'note'>> = {
  raised: 'error',
  'dtype-refused': 'error',
  'wrong-there': 'error',
  'import-refused': 'error',
  'fell-back': 'warning',
  'left-device': 'warning',
  note: 'note',
}

/** The events of a rehearsal for code scanning, SARIF 2.1.0; a rule for each kind. */
export function sarifRehearsal({ tool, events }: Rehearsal): string {
  const kinds = [...new Set(events.map(({ kind }) => kind))].toSorted()
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Acclimate',
            semanticVersion: tool.version,
            rules: kinds.map((kind) => ({ id: `rehearsal/${kind}`, defaultConfiguration: { level: LEVELS[kind] } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { PROJECTROOT: { description: { text: 'The folder that paths are relative to.' } } },
        results: events.map((event) => ({
          ruleId: `rehearsal/${event.kind}`,
          ruleIndex: kinds.indexOf(event.kind),
          level: LEVELS[event.kind],
          message: { text: event.message },
          locations: [locationOf(event.first)],
          occurrenceCount: event.count,
        })),
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

function locationOf({ file, line, column, endLine, endColumn }: Site) {
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(file), uriBaseId: 'PROJECTROOT' },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  }
}

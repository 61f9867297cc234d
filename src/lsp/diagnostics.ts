import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver'
import type { Finding, Report, Site } from '../report/report.ts'
import { type Opened, rangeOf } from './texts.ts'

/** Whom to ask about files: what the editor has open, and the address of any file of the project. */
export interface Files {
  readonly opened: (file: string) => Opened | undefined
  readonly uriOf: (file: string) => string
}

/** By the address of a document: a file, or a cell of a notebook that is open. */
export type Diagnostics = ReadonlyMap<string, readonly Diagnostic[]>

/** The findings of a report as an editor marks them, a diagnostic for each place. */
export function diagnosticsOf({ findings }: Report, files: Files): Diagnostics {
  const byUri = new Map<string, Diagnostic[]>()
  for (const finding of findings) {
    for (const site of finding.sites) {
      const { uri, diagnostic } = diagnosticAt(finding, site, files)
      const others = byUri.get(uri)
      if (others) others.push(diagnostic)
      else byUri.set(uri, [diagnostic])
    }
  }
  return byUri
}

function diagnosticAt(finding: Finding, site: Site, files: Files): { uri: string; diagnostic: Diagnostic } {
  const { code, message, fix, causes } = finding
  const { uri, range } = placeOf(site, files)
  const related = causes.slice(0, MOST_RELATED).map((cause) => ({
    location: placeOf(cause, files),
    message: cause.excerpt,
  }))
  const diagnostic: Diagnostic = {
    range,
    severity: severityOf(finding),
    source: 'acclimate',
    code,
    message: fix === undefined ? message : `${message}\n${fix.summary}`,
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  }
  return { uri, diagnostic }
}

/** Other places that lead to one; more are nothing to read in a margin. */
const MOST_RELATED = 10

function placeOf(site: Site, files: Files) {
  const document = files.opened(site.file)?.document(site.cell)
  return { uri: document?.uri ?? files.uriOf(site.file), range: rangeOf(site, document) }
}

/** What stops a program or falsifies its results is an error where it is on the main path and no mere possibility. */
function severityOf({ effect, certainty, reach }: Finding): DiagnosticSeverity {
  if (effect === 'info') return DiagnosticSeverity.Information
  if (certainty === 'possible') return DiagnosticSeverity.Information
  const isGrave = (effect === 'blocks' || effect === 'wrong-results') && reach === 'main'
  return isGrave ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning
}

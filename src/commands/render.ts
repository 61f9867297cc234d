import { EXIT } from './exit.ts'
import { readReport } from './saved-report.ts'
import { showReport, type ShowFlags } from './show-report.ts'

/** Shows a saved report as a fresh one would be shown. */
export async function runRender(file: string, flags: ShowFlags): Promise<number> {
  await showReport(await readReport(file), flags)
  return EXIT.fine
}

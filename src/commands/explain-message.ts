import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { loadSettings } from '../config/load-settings.ts'
import { withDefaults } from '../config/options.ts'
import { UsageError } from '../config/usage-error.ts'
import { explainMessage } from '../library/explain-message.ts'
import type { MessageProject } from '../messages/places.ts'
import { inDirectory } from '../project/files/in-directory.ts'
import { projectFiles } from '../project/files/project-files.ts'
import { reasonOf } from '../project/files/reason.ts'
import { renderRecognition } from '../render/terminal/recognition/index.ts'
import { EXIT } from './exit.ts'
import { placeOfOutput } from './place-of-output.ts'
import { progressLine } from './progress.ts'
import { openProject } from '../config/project-directory.ts'

/** What stands on the command line, already checked. */
export interface MessageFlags {
  readonly format: 'terminal' | 'json'
  readonly asOf?: string
}

/** Standard input, where a text is named. */
const STANDARD_INPUT = '-'

/** Says what a message may be, and where in the project it comes from; ends with 1 when nothing is known of it. */
export async function runExplainMessage(
  text: string,
  directory: string | undefined,
  { format, asOf = new Date().toISOString().slice(0, 10) }: MessageFlags,
): Promise<number> {
  const said = text === STANDARD_INPUT ? readStandardInput() : text
  const project = directory === undefined ? undefined : await seen(directory, asOf)
  const found = explainMessage(said, { asOf, ...(project && { project }) })
  process.stdout.write(
    format === 'json' ? `${JSON.stringify(found, undefined, 2)}\n` : renderRecognition(found, placeOfOutput(undefined)),
  )
  return found.answers.length > 0 ? EXIT.fine : EXIT.findings
}

function readStandardInput(): string {
  try {
    return readFileSync(0, 'utf8')
  } catch (error) {
    throw new UsageError(`cannot read standard input: ${reasonOf(error)}`)
  }
}

async function seen(project: string, asOf: string): Promise<MessageProject> {
  const { directory, remove } = await openProject(project)
  try {
    const isOwn = directory === project
    const { settings } = await loadSettings(directory, { project: isOwn })
    const options = withDefaults({ ...settings, remarks: isOwn, asOf })
    const progress = progressLine(false)
    const { audit } = await import('../pipeline.ts')
    const report = await audit(directory, options, progress.show)
    progress.clear()
    return { report, files: projectFiles(inDirectory(resolve(directory)), options, () => {}).paths }
  } finally {
    remove()
  }
}

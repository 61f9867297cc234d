import { loadSettings } from '../config/load-settings.ts'
import { openProject } from '../config/project-directory.ts'
import type { SettledOptions, Threshold } from '../config/options.ts'
import { UsageError } from '../config/usage-error.ts'
import { portDirectory, rewrittenBy } from '../port-directory.ts'
import { portDocument } from '../port/document.ts'
import type { Ported } from '../port/port-project.ts'
import type { Wishes } from '../port/round.ts'
import { markdownPort } from '../render/markdown/port.ts'
import { printable } from '../render/terminal/printable.ts'
import { renderPort } from '../render/terminal/port/index.ts'
import type { Port } from '../report/port.ts'
import { topics } from '../shipped/pages.ts'
import { isOfCode } from '../port/groups.ts'
import { keptSummaries } from '../cache/kept-summaries.ts'
import { exitCode } from './audit.ts'
import { compilingLess, keepingHeapSmall } from './engine.ts'
import { EXIT } from './exit.ts'
import { checkVersions, fetching, type JudgingFlags, optionsOf } from './judging.ts'
import { placeOfOutput } from './place-of-output.ts'
import { type PatchFlags, patchText, writePatches } from './port-patches.ts'
import { progressLine } from './progress.ts'
import { writeOutput } from './write-output.ts'
import { writePort } from './write-port.ts'

/** What stands on the command line, already checked. */
export interface PortFlags extends JudgingFlags, PatchFlags {
  readonly write?: boolean
  readonly undo?: boolean
  readonly allowDirty?: boolean
  readonly only?: readonly string[]
  readonly safe?: boolean
  readonly interactive?: boolean
  readonly rehearse?: string
  /** `markdown` has suggestions for a pull request. */
  readonly format: 'terminal' | 'json' | 'markdown'
  readonly failOn?: Threshold
}

/** Works out the edits of a project, shows or writes them, and returns the exit code. */
export async function runPort(project: string, flags: PortFlags): Promise<number> {
  if (flags.undo === true) return undo(project)
  compilingLess()
  for (const code of flags.only ?? []) checkCode(code)
  const questions = flags.interactive === true ? await import('./port-questions.ts') : undefined
  const asking = questions?.openQuestions()
  const waiting = progressLine(flags.quiet === true)
  const { directory, remove } = await waiting.during(fetching(project), (tell) => openProject(project, tell))
  try {
    const isCopy = directory !== project
    if (isCopy && flags.write === true) {
      throw new UsageError('--write is for a directory: clone the repository, or save a patch with --patch FILE')
    }
    const command =
      flags.rehearse === undefined
        ? undefined
        : (await import('./port-rehearsal.ts')).commandFor(flags.rehearse, directory)
    const trusted = !isCopy || flags.trustSettings === true
    const { settings } = await loadSettings(directory, { file: flags.config, project: trusted })
    const options = optionsOf(flags, settings, trusted)
    await checkVersions(flags)
    const wishes: Wishes = {
      only: flags.only ?? [],
      safe: flags.safe === true,
      ...(asking && { decide: asking.decide }),
    }
    const ported = await portOf(directory, options, wishes, flags.quiet === true || asking !== undefined, isCopy)
    asking?.close()
    const document = await completed(portDocument(ported), ported, directory, command, flags)
    writePatches(ported, document, flags)
    show(document, flags)
    return exitCode(ported.after.report, flags.failOn ?? 'none')
  } finally {
    asking?.close()
    remove()
  }
}

async function portOf(
  directory: string,
  options: SettledOptions,
  wishes: Wishes,
  quiet: boolean,
  isCopy: boolean,
): Promise<Ported> {
  const progress = progressLine(quiet)
  const kept = options.cache && !isCopy ? keptSummaries(directory)?.summaries : undefined
  // Most of what a port reads is of texts that are tried out, and of no use to later runs.
  const known = kept && { ...kept, keep: () => {} }
  const ported = await portDirectory(directory, options, wishes, keepingHeapSmall(progress.show), known)
  progress.clear()
  return ported
}

/** The document with what was done besides. */
async function completed(
  document: Port,
  ported: Ported,
  directory: string,
  command: readonly string[] | undefined,
  { write, allowDirty }: PortFlags,
): Promise<Port> {
  const files = rewrittenBy(ported)
  const macos = ported.after.report.target.osVersion
  const rehearsal =
    command && (await (await import('./port-rehearsal.ts')).rehearsedTwice(command, directory, files, macos))
  const written = write === true ? await writePort(directory, files, allowDirty === true) : undefined
  return { ...document, ...(rehearsal && { rehearsal }), ...(written && { written }) }
}

function show(document: Port, { format, patch, prefix }: PortFlags): void {
  if (format === 'markdown') {
    const text = markdownPort(document, prefix)
    writeOutput(process.stdout.isTTY ? text.split('\n').map(printable).join('\n') : text, undefined)
    return
  }
  if (format === 'json') {
    writeOutput(`${JSON.stringify(document, undefined, 2)}\n`, undefined)
    return
  }
  // A terminal obeys what stands in a file; a program that reads the patch needs it as it is.
  const showsDiff = patch === undefined && document.written === undefined
  if (patch === '-') return
  const isExact = process.stdout.isTTY !== true
  if (showsDiff && isExact) writeOutput(patchText(document, {}), undefined)
  writeOutput(renderPort(document, placeOfOutput(undefined), { showsDiff: showsDiff && !isExact }), undefined)
}

/** @throws UsageError for what no finding is called, nor any area of them */
function checkCode(wanted: string): void {
  if (!topics().some(({ code }) => isOfCode(code, wanted))) {
    throw new UsageError(`there are no findings of the code ${wanted}; acclimate explain lists the codes`)
  }
}

async function undo(project: string): Promise<number> {
  const { undoWrite } = await import('../working-copy/write-files.ts')
  const { directory, remove } = await openProject(project)
  try {
    const paths = undoWrite(directory)
    writeOutput(`${paths.length} ${paths.length === 1 ? 'file is' : 'files are'} as before\n`, undefined)
    return EXIT.fine
  } finally {
    remove()
  }
}

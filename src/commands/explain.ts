import { UsageError } from '../config/usage-error.ts'
import { nearest } from '../lookup/nearest.ts'
import { explain, topics } from '../shipped/pages.ts'
import { renderGuide } from '../render/terminal/guide/index.ts'
import { EXIT } from './exit.ts'
import type { MessageFlags } from './explain-message.ts'
import { placeOfOutput } from './place-of-output.ts'

/** A code is one word; a message has several, or comes from standard input. */
const MESSAGE = /^-$|\S\s+\S/

/** Prints the page of a code or the one about claims, or all of them with their titles; or says what a message may be. */
export async function runExplain(
  what: string | undefined,
  project: string | undefined,
  flags: MessageFlags,
): Promise<number> {
  if (what !== undefined && MESSAGE.test(what)) {
    const { runExplainMessage } = await import('./explain-message.ts')
    return runExplainMessage(what, project, flags)
  }
  if (project !== undefined) throw new UsageError('a project is looked through for a message, not for a code')
  process.stdout.write(what === undefined ? listOfTopics() : shown(pageOf(what)))
  return EXIT.fine
}

/** For people; whoever passes a page on gets it as Markdown. */
function shown(page: string): string {
  const place = placeOfOutput(undefined)
  return process.stdout.isTTY || place.colour ? renderGuide(page, place) : page
}

function listOfTopics(): string {
  const all = topics()
  const width = Math.max(0, ...all.map(({ code }) => code.length))
  return all.map(({ code, title }) => `${code.padEnd(width)}  ${title}\n`).join('')
}

function pageOf(code: string): string {
  const page = explain(code)
  if (page !== undefined) return page
  const meant = nearest(
    code,
    topics().map((topic) => topic.code),
  )
  const suggestion = meant === undefined ? '; acclimate explain lists them all' : `; did you mean ${meant}?`
  throw new UsageError(`there is no finding "${code}"${suggestion}`)
}

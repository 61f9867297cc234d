import type { Frame, MessagePlace } from '../report/recognition.ts'
import type { Certainty, Finding, Report } from '../report/report.ts'
import type { Captures } from './wording.ts'

/** A project as an audit has seen it. */
export interface MessageProject {
  readonly report: Report
  /** POSIX paths relative to its root, by which the lines of a traceback are found in it. */
  readonly files?: readonly string[]
}

/** Places that are named; a message has one cause, and the likeliest ones are first. */
const MAX_PLACES = 5

/** Code that others wrote, in a traceback. */
const FOREIGN = /[\\/](?:site-packages|dist-packages|lib[\\/]python\d)/

const CERTAINTIES: readonly Certainty[] = ['certain', 'likely', 'possible']

/** The lines of a project that a message comes from: those of its traceback, findings that foresee it, what it names. */
export function placesOf(
  codes: readonly string[],
  captures: Captures,
  frames: readonly Frame[],
  { report, files = [] }: MessageProject,
): readonly MessagePlace[] {
  const own = frames.flatMap((frame) => framePlace(frame, files)).toReversed()
  const foreseen = report.findings
    .filter(({ code }) => codes.includes(code))
    .toSorted((left, right) => rankOf(left, captures) - rankOf(right, captures))
    .flatMap(findingPlaces)
  const lines = new Set(own.map(lineOf))
  const met = foreseen.filter((place) => lines.has(lineOf(place)))
  const all = [...met, ...own, ...requirementPlaces(captures, report), ...foreseen]
  const kept = new Map<string, MessagePlace>()
  for (const place of all) if (!kept.has(lineOf(place))) kept.set(lineOf(place), place)
  return [...kept.values()].slice(0, MAX_PLACES)
}

function lineOf({ file, line }: MessagePlace): string {
  return `${file}:${line}`
}

/** The file of the project that a frame is in: the one whose whole path ends that of the frame, the longest of them. */
function framePlace({ file, line, code }: Frame, files: readonly string[]): readonly MessagePlace[] {
  if (FOREIGN.test(file) || line < 1) return []
  const path = `/${file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')}`
  const [found] = files.filter((own) => path.endsWith(`/${own}`)).toSorted((left, right) => right.length - left.length)
  return found === undefined
    ? []
    : [{ by: 'frame', file: found, line, ...(code === undefined ? {} : { excerpt: code }) }]
}

/** Findings that speak of what the message names come first, then what is more certain. */
function rankOf({ message, certainty, subject }: Finding, captures: Captures): number {
  const said = `${message} ${JSON.stringify(subject ?? '')}`
  const isNamed = Object.values(captures).some((name) => name.length > 2 && said.includes(name))
  return (isNamed ? 0 : CERTAINTIES.length) + CERTAINTIES.indexOf(certainty)
}

function findingPlaces({ code, certainty, fix, sites }: Finding): readonly MessagePlace[] {
  return sites.slice(0, MAX_PLACES).map(({ file, line, excerpt }) => ({
    by: 'finding',
    file,
    line,
    excerpt,
    code,
    certainty,
    ...(fix ? { fix: fix.summary } : {}),
  }))
}

/** Where a package that the message names is required. */
function requirementPlaces({ package: name }: Captures, { dependencies }: Report): readonly MessagePlace[] {
  if (name === undefined) return []
  const wanted = /^[\w.-]*/
    .exec(name)?.[0]
    .toLowerCase()
    .replaceAll(/[-_.]+/g, '-')
  return dependencies
    .filter((dependency) => dependency.name === wanted)
    .flatMap(({ sites }) => sites.map(({ file, line, excerpt }) => ({ by: 'requirement', file, line, excerpt })))
}

import { effects } from '../../src/report/effects.ts'
import type { Certainty, Effect, EntryPoint, Finding, Project, Reach, Report } from '../../src/report/report.ts'

export const REACHES: readonly Reach[] = ['main', 'unknown', 'optional', 'test', 'vendored']
export const CERTAINTIES: readonly Certainty[] = ['certain', 'likely', 'possible']
export const PLATFORMS: readonly Finding['platform'][] = ['metal', 'cuda']

/** What is looked for; an empty text stands for everything. */
export interface Filter {
  readonly effect: Effect | ''
  readonly reach: Reach | ''
  readonly certainty: Certainty | ''
  readonly code: string
  readonly platform: Finding['platform'] | ''
  /** The folder of one of several projects. */
  readonly project: string
  /** What `wayOf` gives for a way into the project: what is met on it. */
  readonly way: string
  /** The fingerprint of a single finding. */
  readonly finding: string
  /** Words that must all be in a file's name, a message or a line. */
  readonly text: string
}

export const EVERYTHING: Filter = {
  effect: '',
  reach: '',
  certainty: '',
  code: '',
  platform: '',
  project: '',
  way: '',
  finding: '',
  text: '',
}

/** A finding with all its text in lower case, made once so that a search is quick. */
export interface Searchable {
  readonly finding: Finding
  readonly text: string
}

export function searchable(finding: Finding): Searchable {
  const places = finding.sites.map(({ file, excerpt }) => `${file} ${excerpt}`)
  return { finding, text: [finding.code, finding.message, ...places].join(' ').toLowerCase() }
}

/** The findings that pass, in the order in which they were. */
export function matching(
  all: readonly Searchable[],
  filter: Filter,
  { projects = [], entryPoints = [] }: Pick<Report, 'projects' | 'entryPoints'>,
): readonly Finding[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  const chosen = [
    ...(filter.project === '' ? [] : [ofProject(projects, filter.project)]),
    ...(filter.way === '' ? [] : [ofWay(entryPoints, filter.way)]),
    ...(filter.finding === '' ? [] : [[filter.finding]]),
  ].map((fingerprints) => new Set(fingerprints))
  return all
    .filter((one) => chosen.every((some) => some.has(one.finding.fingerprint)) && passes(one, filter, words))
    .map(({ finding }) => finding)
}

function ofProject(projects: readonly Project[], chosen: string): readonly string[] {
  return projects.find(({ root }) => root === chosen)?.findings ?? []
}

function ofWay(entryPoints: readonly EntryPoint[], chosen: string): readonly string[] {
  const found = entryPoints.find((entry) => wayOf(entry) === chosen)
  return [...(found?.metal.findings ?? []), ...(found?.cuda?.findings ?? [])]
}

/** The name of a way into the project, which no other has: a command by its place, too. */
export function wayOf({ title, file, line }: EntryPoint): string {
  return title === undefined ? `${file}:${line}` : `${title} (${file}:${line})`
}

function passes({ finding, text }: Searchable, filter: Filter, words: readonly string[]): boolean {
  return (
    (filter.effect === '' || finding.effect === filter.effect) &&
    (filter.reach === '' || finding.reach === filter.reach) &&
    (filter.certainty === '' || finding.certainty === filter.certainty) &&
    (filter.code === '' || finding.code === filter.code) &&
    (filter.platform === '' || finding.platform === filter.platform) &&
    words.every((word) => text.includes(word))
  )
}

/** Findings of a file. */
export interface FileFindings {
  readonly file: string
  readonly findings: readonly Finding[]
}

/** By the file of the first site; files with what hurts most come first, lines stay in order. */
export function byFile(findings: readonly Finding[]): readonly FileFindings[] {
  const files = new Map<string, Finding[]>()
  for (const finding of findings) {
    const file = finding.sites[0]?.file ?? ''
    const known = files.get(file)
    if (known) known.push(finding)
    else files.set(file, [finding])
  }
  return [...files]
    .map(([file, members]) => ({ file, findings: members, worst: worstOf(members) }))
    .toSorted((left, right) => left.worst - right.worst)
}

function worstOf(findings: readonly Finding[]): number {
  return Math.min(
    ...findings.map(
      ({ effect, reach }) => effects.indexOf(effect) + (reach === 'main' || reach === 'unknown' ? 0 : 10),
    ),
  )
}

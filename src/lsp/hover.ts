import { type Hover, MarkupKind, type Position } from 'vscode-languageserver'
import type { Dependency, Finding, Report, Site, Source } from '../report/report.ts'
import { prose } from '../render/markdown/text.ts'
import { explain } from '../shipped/pages.ts'
import { type Opened, rangeOf, touches } from './texts.ts'

/** Where the pointer is. */
export interface Pointed {
  /** The file, relative to the project's root. */
  readonly file: string
  readonly opened: Opened
  readonly uri: string
  readonly position: Position
}

/** What is said of the place under the pointer: each finding with its page and sources, and what is known of a package. */
export function hoverOf({ findings, dependencies }: Report, pointed: Pointed): Hover | undefined {
  const isHere = (site: Site): boolean => isAt(site, pointed)
  const texts = [
    ...findings.filter(({ sites }) => sites.some(isHere)).map(findingText),
    ...dependencies.filter(({ sites }) => sites.some(isHere)).map(dependencyText),
  ]
  if (texts.length === 0) return undefined
  return { contents: { kind: MarkupKind.Markdown, value: texts.join('\n\n---\n\n') } }
}

function isAt(site: Site, { file, opened, uri, position }: Pointed): boolean {
  const document = opened.document(site.cell)
  if (site.file !== file || document?.uri !== uri) return false
  return touches(rangeOf(site, document), { start: position, end: position })
}

function findingText({ code, message, fix, sources }: Finding): string {
  const advice =
    fix === undefined
      ? []
      : [`**Fix** (${fix.kind === 'automatic' ? 'by a program' : 'by hand'}): ${prose(fix.summary)}`]
  return [`**${prose(message)}**`, ...advice, sourcesText(sources), explain(code) ?? ''].filter(Boolean).join('\n\n')
}

function dependencyText({ name, version, metal, cuda }: Dependency): string {
  const title = version === undefined ? `**${prose(name)}**` : `**${prose(name)}** ${prose(version)}`
  const said = [
    ['Mac', metal],
    ['CUDA', cuda],
  ] as const
  const lines = said.map(
    ([side, { status, note }]) => `- ${side}: ${status}${note === undefined ? '' : `. ${prose(note)}`}`,
  )
  return [title, lines.join('\n'), sourcesText([...metal.sources, ...cuda.sources])].filter(Boolean).join('\n\n')
}

function sourcesText(sources: readonly Source[]): string {
  const seen = new Map(sources.map(({ url, seen: day }) => [url, day]))
  return [...seen].map(([url, day]) => `<${url}> (seen ${day})`).join('  \n')
}

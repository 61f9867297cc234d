import type { Report } from '../../../src/report/report.ts'
import { type Topic, topicOf } from '../../parts/more-about.tsx'
import { hasPage } from '../route/page-at.ts'
import type { Shipped } from '../shipped.ts'

/** Topics that are looked for: as many as anybody follows links, and a report of any size may name more. */
const MAX_TOPICS = 300

const FOLDERS: Readonly<Record<Topic['kind'], string>> = {
  package: 'libraries',
  call: 'calls',
  operator: 'operators',
}

/** The path of the page on a topic, be there one or not. */
export function pathAbout({ kind, name }: Topic): string {
  return `${FOLDERS[kind]}/${encodeURIComponent(name)}/`
}

/** The paths of pages of the site on what a report names. */
export async function pagesAbout({ dependencies, findings }: Report, shipped: Shipped): Promise<ReadonlySet<string>> {
  const topics = [
    ...dependencies.map(({ name }): Topic => ({ kind: 'package', name })),
    ...findings.flatMap(({ subject }) => topicOf(subject) ?? []),
  ]
  const paths = [...new Set(topics.map(pathAbout))].slice(0, MAX_TOPICS)
  const found = await Promise.all(paths.map(async (path) => ((await hasPage(path, shipped)) ? [path] : [])))
  return new Set(found.flat())
}

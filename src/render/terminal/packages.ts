import type { Dependency, Report } from '../../report/report.ts'
import { placeOf } from './findings.ts'
import { labelled, type Page } from './page.ts'
import { widthOf } from './printable.ts'

const MAX_PACKAGES = 8

/** Packages that do not work on a Mac and that no finding has reported already. */
export function packagesSection({ dependencies, findings }: Report, page: Page): string[] {
  const reported = new Set(findings.flatMap(({ sites, causes }) => [...sites, ...causes].map(placeOf)))
  const missing = dependencies.filter(
    ({ metal, scope, sites }) =>
      metal.status === 'unsupported' && scope !== 'development' && !sites.some((site) => reported.has(placeOf(site))),
  )
  if (missing.length === 0) return []
  const shown = missing.slice(0, MAX_PACKAGES)
  const width = Math.min(30, Math.max(...shown.map(({ name }) => widthOf(name))))
  return [
    '',
    page.colours.bold('Packages that do not work on a Mac'),
    ...shown.flatMap((dependency) => labelled(page, 3, dependency.name, width, describe(dependency))),
    ...(missing.length > shown.length ? [`   and ${missing.length - shown.length} more`] : []),
  ]
}

function describe({ metal, scope, sites }: Dependency): string {
  const [site] = sites
  const parts = [
    (metal.note ?? '').replace(/\.$/, ''),
    scope === 'runtime' ? '' : `${scope} only`,
    site ? placeOf(site) : '',
  ]
  return parts.filter((part) => part !== '').join('; ')
}

import type { Declaration } from '../project/facts.ts'
import { parseMarker } from '../project/requirement/marker.ts'
import { formatClauses, parseSpecifier } from '../project/requirement/specifier.ts'

const NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/
/** Characters of a marker; those in manifests have some tens. */
const MAX_MARKER = 500

/**
 * A declared requirement written anew from what was understood of it, so that nothing but names, versions and markers
 * can reach the resolver: no option, no address, no path.
 *
 * @returns undefined for what an index cannot answer
 */
export function requirementText(declaration: Declaration): string | undefined {
  const { name, extras, specifier, marker, url, index, ecosystem } = declaration
  if (ecosystem !== 'pypi' || url !== undefined || index !== undefined || !NAME.test(name)) return undefined
  const clauses = parseSpecifier(specifier)
  if (!clauses || !/^[^\s,;#"'\\]*$/.test(clauses.map(({ version }) => version).join(''))) return undefined
  const own = extras.filter((extra) => NAME.test(extra)).join(',')
  const text = `${name}${own === '' ? '' : `[${own}]`}${formatClauses(clauses)}`
  if (marker === undefined) return text
  const isPlain = marker.length <= MAX_MARKER && /^[\x20-\x7E]*$/.test(marker) && !/[#\\]/.test(marker)
  return isPlain && parseMarker(marker).ok ? `${text} ; ${marker}` : undefined
}

/** The name at the beginning of a requirement that was written here. */
export function nameOf(requirement: string): string {
  return /^[a-z0-9-]+/.exec(requirement)?.[0] ?? requirement
}

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Packages and ways in of a project with a thousand findings. */
const PACKAGES = 150
const WAYS_IN = 100

/**
 * A report of `count` findings: those of a sample, whose texts, lines, fixes and sources are real, as if it stood there
 * many times.
 */
export function manyFindings(count) {
  const words = [
    'dist/cli.js',
    'audit',
    'samples/photo-captions',
    '--format',
    'json',
    '--fail-on',
    'none',
    '--no-cache',
  ]
  const { stdout, stderr, status } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the sample could not be audited: ${stderr}`)
  const report = JSON.parse(stdout)
  const { findings, dependencies, entryPoints, platforms } = report
  const edits = { automatic: Math.round(count * 0.7), manual: Math.round(count * 0.3) }
  return {
    ...report,
    findings: repeated(findings, count, findingIn),
    dependencies: repeated(dependencies, PACKAGES, (one, copy) => ({ ...one, name: `${one.name}${copy || ''}` })),
    entryPoints: repeated(entryPoints, WAYS_IN, (one, copy) => ({ ...one, file: `${folderOf(copy)}${one.file}` })),
    platforms: { ...platforms, metal: { ...platforms.metal, edits, effort: 'days' } },
  }
}

function repeated(list, count, copyOf) {
  return Array.from({ length: count }, (_, index) => copyOf(list[index % list.length], Math.floor(index / list.length)))
}

/** The same finding in another folder, some lines further down. */
function findingIn(finding, copy) {
  const moved = (site) => ({
    ...site,
    file: `${folderOf(copy)}${site.file}`,
    line: site.line + copy,
    endLine: site.endLine + copy,
  })
  return {
    ...finding,
    sites: finding.sites.map(moved),
    causes: finding.causes.map(moved),
    fingerprint: `${finding.fingerprint}-${copy}`,
  }
}

function folderOf(copy) {
  return copy === 0 ? '' : `packages/part-${copy}/`
}

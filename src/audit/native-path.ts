import { isInContainer } from '../target/requirements.ts'
import type { AuditContext } from './rule.ts'

/** Whether the project can be installed outside its containers: then they are not the way that a Mac has to take. */
export function runsOutsideContainers({ facts }: AuditContext): boolean {
  return facts.declarations.some(
    ({ site, format, scope }) => scope === 'runtime' && format !== 'pip-command' && !isInContainer(site.file),
  )
}

/** A manifest that names this share of what a conda environment names stands in for it. */
const STANDS_IN_FROM = 0.5

/** Whether a file describes a conda environment beside other manifests that install the project as well. */
export function isOtherWay(file: string, { facts }: AuditContext): boolean {
  const own = facts.declarations.filter(({ site }) => site.file === file)
  if (!own.some(({ ecosystem }) => ecosystem === 'conda')) return false
  const names = facts.declarations
    .filter(({ site, scope, ecosystem, format }) => {
      const isAbove = folderOf(file).startsWith(folderOf(site.file)) && site.file !== file
      return isAbove && scope === 'runtime' && ecosystem === 'pypi' && format !== 'pip-command'
    })
    .map(({ name }) => name)
  return new Set(names).size >= own.length * STANDS_IN_FROM
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1)
}

import { isInContainer } from '../target/requirements.ts'
import type { AuditContext } from './rule.ts'

/** Whether the project can be installed outside its containers: then they are not the way that a Mac has to take. */
export function runsOutsideContainers({ facts }: AuditContext): boolean {
  return facts.declarations.some(
    ({ site, format, scope }) => scope === 'runtime' && format !== 'pip-command' && !isInContainer(site.file),
  )
}

import { realpathSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { reasonOf } from './reason.ts'

/**
 * Why a symbolic link is not read, or undefined when it leads to another place of the project, where the file is read
 * under its own name. Links are never followed.
 */
export function describeLink(root: string, path: string): string | undefined {
  let target: string
  let home: string
  try {
    home = realpathSync(root)
    target = realpathSync(join(root, path))
  } catch (error) {
    const reason = reasonOf(error)
    return reason.startsWith('it is gone') ? 'a link that leads nowhere' : reason
  }
  const inside = relative(home, target)
  if (inside === '..' || inside.startsWith(`..${sep}`)) return 'a link that leads out of the project; not followed'
  const from = relative(target, join(home, dirname(path)))
  const circle = !from.startsWith('..')
  return circle ? 'a link that leads in a circle; not followed' : undefined
}
